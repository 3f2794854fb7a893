/**
 * Which drives hold which shard of a blob: weighted rendezvous hashing, spread over zones, then nodes, then drives. Pure:
 * the same view and blob give the same answer on every machine, and no two shards of a blob ever share a drive.
 *
 * <p>Placement only decides where <em>new</em> shards go. Where existing ones lie is written in the catalogue, so a view
 * that is wrong or old costs balance, never data.
 */
@NullMarked
package dev.anvil.placement;

import org.jspecify.annotations.NullMarked;
