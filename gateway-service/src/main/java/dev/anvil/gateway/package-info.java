/** The gateway: S3 over HTTP and the public gRPC API, on one port. Keeps no state; any number of them may run side by side. */
@NullMarked
package dev.anvil.gateway;

import org.jspecify.annotations.NullMarked;
