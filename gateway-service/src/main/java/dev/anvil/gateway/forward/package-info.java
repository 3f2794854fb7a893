/**
 * Requests for buckets of other regions, passed on to a gateway there. Off unless it is asked for; then the client is known and
 * allowed here before a byte goes out, and once more there. What the other gateway needs to check the client's own signature,
 * the region and the host that it was made for, goes along under a seal that only gateways can make.
 */
@NullMarked
package dev.anvil.gateway.forward;

import org.jspecify.annotations.NullMarked;
