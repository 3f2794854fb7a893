/**
 * The public gRPC API: tokens, buckets, objects, and what operators do. It stands on the same catalogues, policies and content
 * as S3. Every call but the one for a token carries a token; bytes stream with back-pressure in both directions.
 */
@NullMarked
package dev.anvil.gateway.api;

import org.jspecify.annotations.NullMarked;
