/**
 * Makes lost shards anew. What was read from k others is written under a fresh id and put into the slot by the catalogue, if
 * the blob is live and nothing moved meanwhile. The shard that lost its slot, and the fresh one that did not get it, are
 * garbage: nothing here deletes either, the sweep does (rule SILENT).
 */
@NullMarked
package dev.anvil.gc.repair;

import org.jspecify.annotations.NullMarked;
