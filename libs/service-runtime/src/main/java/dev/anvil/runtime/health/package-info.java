/**
 * How every service tells whether it lives, whether it can work, and that it is about to stop.
 */
@NullMarked
package dev.anvil.runtime.health;

import org.jspecify.annotations.NullMarked;
