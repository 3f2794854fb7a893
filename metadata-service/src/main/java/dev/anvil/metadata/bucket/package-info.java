/**
 * Buckets: their names, which are unique over all tenants and regions, their owners and settings. A bucket has a row in
 * the global database, which decides who owns the name, and one in its region's, which decides whether objects may still
 * come in; {@link dev.anvil.metadata.bucket.RegionalBuckets} is the port to the latter. Making one writes the regional
 * row first, deleting one marks it first, so that a crash in between leaves nothing that a repeated call does not mend.
 */
@NullMarked
package dev.anvil.metadata.bucket;

import org.jspecify.annotations.NullMarked;
