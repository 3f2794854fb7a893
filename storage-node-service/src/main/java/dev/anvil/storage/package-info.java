/** The storage node: keeps shards on its drives and knows nothing of objects. */
@NullMarked
package dev.anvil.storage;

import org.jspecify.annotations.NullMarked;
