/**
 * S3 and gRPC on one port. The native gRPC server listens; the first four bytes of a connection say whether it speaks HTTP/2 and
 * stays, or HTTP/1.1 and is relayed to Tomcat inside the process. gRPC over servlets was tried and is two to four times slower,
 * without flow control from slow readers.
 */
@NullMarked
package dev.anvil.gateway.http.oneport;

import org.jspecify.annotations.NullMarked;
