@NullMarked
package dev.anvil.gateway.s3.bucket;

import org.jspecify.annotations.NullMarked;
