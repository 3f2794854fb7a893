/**
 * The shape of S3: a closed set of operations, requests that were parsed once, a handler per operation, answers that know
 * nothing of servlets. An operation that no handler serves is answered 501 NotImplemented, never something that looks like it.
 */
@NullMarked
package dev.anvil.gateway.s3;

import org.jspecify.annotations.NullMarked;
