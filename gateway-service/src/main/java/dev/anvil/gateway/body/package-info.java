/**
 * The body of a request, as the client meant it: decoded from {@code aws-chunked}, counted, and checked against every hash,
 * checksum and signature that came with it. Whoever has read a body to its end holds bytes that were verified; a body that
 * does not hold what it promised ends in an {@link dev.anvil.gateway.s3.error.S3Error}, never in a quiet end of stream.
 */
@NullMarked
package dev.anvil.gateway.body;

import org.jspecify.annotations.NullMarked;
