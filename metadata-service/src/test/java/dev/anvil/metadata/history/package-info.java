/** Many clients on few keys, and whether what they were told has an order in which it makes sense. */
@NullMarked
package dev.anvil.metadata.history;

import org.jspecify.annotations.NullMarked;
