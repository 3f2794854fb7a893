@NullMarked
package dev.anvil.gc.blob;

import org.jspecify.annotations.NullMarked;
