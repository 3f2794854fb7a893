/**
 * Header fields and parameters that mean the same to several operations: conditions, ranges, checksums, what an object carries
 * beside its bytes. Parsed once, into types that the rest of the gateway understands; nonsense is refused here.
 */
@NullMarked
package dev.anvil.gateway.s3.header;

import org.jspecify.annotations.NullMarked;
