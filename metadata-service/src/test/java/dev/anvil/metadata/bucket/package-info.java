@NullMarked
package dev.anvil.metadata.bucket;

import org.jspecify.annotations.NullMarked;
