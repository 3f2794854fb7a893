@NullMarked
package dev.anvil.metadata.multipart;

import org.jspecify.annotations.NullMarked;
