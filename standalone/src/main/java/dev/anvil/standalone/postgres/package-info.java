/**
 * A real PostgreSQL server as a child of ours, its data in the data folder.
 *
 * <p>Always holds: at most one server runs on a data folder, nobody but this machine reaches it, and it acknowledges nothing
 * before it is on the disk.
 */
@NullMarked
package dev.anvil.standalone.postgres;

import org.jspecify.annotations.NullMarked;
