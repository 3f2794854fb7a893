@NullMarked
package dev.anvil.placement;

import org.jspecify.annotations.NullMarked;
