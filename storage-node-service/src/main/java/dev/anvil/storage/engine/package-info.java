/**
 * Keeps shards on one drive. JDK only: no Spring, no gRPC, no logging framework, and every byte goes through {@link
 * dev.anvil.storage.engine.Disk}, so that a test can lose power between any two calls.
 *
 * <p><b>How it works.</b> Records are appended to segments; a record is a header with checksums and a payload. A shard is a
 * run of {@code UNIT} records and a seal. An appended seal is acknowledged by the next group commit: one fdatasync for
 * everybody who waits. A deletion is a {@code DELETE} record. The index (shard to records) lives in memory and is rebuilt
 * from the segments' footers at start.
 *
 * <p><b>What always holds.</b>
 *
 * <ul>
 *   <li>An acknowledged seal or deletion survives kill -9 and power loss. What was not acknowledged is there whole or not at
 *       all.
 *   <li>Nothing that was ever promised is overwritten. The file of a dead segment gets a new life under another name and
 *       another salt, when its old name is gone for good. A segment is complete on the drive before the next one takes its first record.
 *   <li>Every byte that leaves was checked against its checksum.
 *   <li>Of several copies of one unit (compaction copies before it drops) the last in log order counts.
 *   <li>A deletion's record stays for as long as any segment holds a record of that shard, dead or alive.
 *   <li>What is to be published (seal, deletion, move) is published in the order in which it was appended.
 * </ul>
 */
@NullMarked
package dev.anvil.storage.engine;

import org.jspecify.annotations.NullMarked;
