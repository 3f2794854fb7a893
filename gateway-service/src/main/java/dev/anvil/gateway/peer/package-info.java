/**
 * How the gateway talks to metadata-service and membership-service. The messages of their contracts stop here: every adapter
 * implements a port in the gateway's own types. Each call has a deadline; what is safe to repeat is repeated once when the
 * other side could not be reached, nothing else is.
 */
@NullMarked
package dev.anvil.gateway.peer;

import org.jspecify.annotations.NullMarked;
