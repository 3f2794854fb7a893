@NullMarked
package dev.anvil.gc;

import org.jspecify.annotations.NullMarked;
