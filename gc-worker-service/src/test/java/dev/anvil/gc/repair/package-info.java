@NullMarked
package dev.anvil.gc.repair;

import org.jspecify.annotations.NullMarked;
