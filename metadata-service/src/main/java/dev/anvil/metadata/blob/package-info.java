/**
 * Blobs: bytes that lie on drives as shards, and how often versions and parts refer to them. A blob is live while it is
 * referred to, dead after that, and forgotten when its last shard is gone; there is no way back (PROTOCOL, rule DEAD). The
 * transitions happen in SQL functions under the blob's row lock; here they are called.
 *
 * <p>The catalogue keeps no index of shards: it would cost an object more than everything else that is stored about it.
 * Instead a shard's id is made from its blob's, so that the sweep's question "does anything refer to this shard" is a
 * look-up by blob id. Shards whose ids were made otherwise are kept in a table of their own, so that the answer never
 * depends on the writer's good will.
 */
@NullMarked
package dev.anvil.metadata.blob;

import org.jspecify.annotations.NullMarked;
