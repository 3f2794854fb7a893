/** Regions: where buckets can live. A region makes itself known when its first metadata service starts. */
@NullMarked
package dev.anvil.metadata.region;

import org.jspecify.annotations.NullMarked;
