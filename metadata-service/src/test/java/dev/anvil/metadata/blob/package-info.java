@NullMarked
package dev.anvil.metadata.blob;

import org.jspecify.annotations.NullMarked;
