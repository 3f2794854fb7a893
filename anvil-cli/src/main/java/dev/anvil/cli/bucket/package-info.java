/** Commands on buckets. */
@NullMarked
package dev.anvil.cli.bucket;

import org.jspecify.annotations.NullMarked;
