@NullMarked
package dev.anvil.gc.drain;

import org.jspecify.annotations.NullMarked;
