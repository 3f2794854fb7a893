@NullMarked
package dev.anvil.gc.expire;

import org.jspecify.annotations.NullMarked;
