/** Commands on objects. Bytes stream; no command holds an object in memory. */
@NullMarked
package dev.anvil.cli.object;

import org.jspecify.annotations.NullMarked;
