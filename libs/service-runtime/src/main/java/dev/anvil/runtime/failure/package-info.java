/**
 * How a refusal travels between services: thrown as a {@link dev.anvil.runtime.failure.ServiceFailure}, carried as a gRPC
 * status with a reason in the trailers, and thrown again as the same failure on the other side. Nothing else of an
 * exception leaves a service.
 */
@NullMarked
package dev.anvil.runtime.failure;

import org.jspecify.annotations.NullMarked;
