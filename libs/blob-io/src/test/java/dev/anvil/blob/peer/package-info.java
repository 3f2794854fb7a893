@NullMarked
package dev.anvil.blob.peer;

import org.jspecify.annotations.NullMarked;
