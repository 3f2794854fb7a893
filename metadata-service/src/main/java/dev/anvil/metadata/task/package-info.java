/**
 * The queue of background work, in the global database, and the relay that fills it from a region's outbox. At least once:
 * a task is a hint, and who does it asks the catalogue first.
 *
 * <p>Transitions of a task: pending → running (leased) → gone (completed), pending (failed, postponed) or dead letter
 * (failed too often). A running task whose lease has run out is leased again like a pending one; every lease has a higher
 * fence, and only who holds the highest can say anything about the task. A dead letter waits for an operator.
 */
@NullMarked
package dev.anvil.metadata.task;

import org.jspecify.annotations.NullMarked;
