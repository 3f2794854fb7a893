/**
 * Empties drives that an operator takes out: every shard of a live blob that lies on one is made anew elsewhere and put into its
 * slot by the catalogue. The schedule looks at what membership says and asks for one task a drive; whoever leases it walks the
 * catalogue. Nothing is deleted from here: what is left on the drive is garbage (rule SILENT).
 */
@NullMarked
package dev.anvil.gc.drain;

import org.jspecify.annotations.NullMarked;
