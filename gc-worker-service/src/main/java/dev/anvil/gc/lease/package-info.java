/**
 * Takes tasks from the queue and hands them to their handlers. A task is leased for a while and the lease is extended while
 * its handler works; a worker that dies lets it lapse, and another one does the task again. So a handler may run twice, also
 * at the same time, and each of them is idempotent.
 */
@NullMarked
package dev.anvil.gc.lease;

import org.jspecify.annotations.NullMarked;
