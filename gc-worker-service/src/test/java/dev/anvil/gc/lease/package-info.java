@NullMarked
package dev.anvil.gc.lease;

import org.jspecify.annotations.NullMarked;
