/** Operations on buckets as such: making, finding, listing and deleting them. */
@NullMarked
package dev.anvil.gateway.s3.bucket;

import org.jspecify.annotations.NullMarked;
