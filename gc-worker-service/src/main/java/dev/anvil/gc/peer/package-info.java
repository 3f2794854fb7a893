/** Calls the other services: the queue of tasks, the catalogue, the drives. The contracts' types end here. */
@NullMarked
package dev.anvil.gc.peer;

import org.jspecify.annotations.NullMarked;
