/**
 * The id under which one request of a client is found in the logs of every service that it passed through: it travels with
 * gRPC calls and stands in SLF4J's context while they are served.
 */
@NullMarked
package dev.anvil.runtime.request;

import org.jspecify.annotations.NullMarked;
