/**
 * What the gateway asks of the catalogues, in the gateway's own words: ports that {@code peer} implements by gRPC and tests
 * implement in memory. Every method is one call with one deadline; it answers, or it throws a
 * {@code ServiceFailure} whose reason says what S3 should answer. Nothing here retries.
 */
@NullMarked
package dev.anvil.gateway.catalogue;

import org.jspecify.annotations.NullMarked;
