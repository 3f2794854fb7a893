/** What the JVM may take. */
@NullMarked
package dev.anvil.runtime.memory;

import org.jspecify.annotations.NullMarked;
