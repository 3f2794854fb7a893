/**
 * A closed-loop load generator for any S3 endpoint: so many clients, each with one request in flight. It signs with SigV4 by
 * itself and spends as little CPU as it can, because on a small machine it competes with what it measures.
 */
@NullMarked
package dev.anvil.benchmarks.s3;

import org.jspecify.annotations.NullMarked;
