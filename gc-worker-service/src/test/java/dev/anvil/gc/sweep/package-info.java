@NullMarked
package dev.anvil.gc.sweep;

import org.jspecify.annotations.NullMarked;
