/**
 * Compares what the catalogue says with what the drives have, so that damage is repaired before a reader meets it: shards that a
 * drive itself found broken, shards that it should have and lacks, and shards on drives that have been away for too long. All that
 * comes of it are repair tasks; nothing is ever deleted from here.
 */
@NullMarked
package dev.anvil.gc.audit;

import org.jspecify.annotations.NullMarked;
