/**
 * HTTP on one side, S3 on the other. The only package that knows servlets: a request is parsed here once, and an answer or a
 * failure is written here, in one place.
 */
@NullMarked
package dev.anvil.gateway.http;

import org.jspecify.annotations.NullMarked;
