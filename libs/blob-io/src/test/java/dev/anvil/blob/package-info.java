@NullMarked
package dev.anvil.blob;

import org.jspecify.annotations.NullMarked;
