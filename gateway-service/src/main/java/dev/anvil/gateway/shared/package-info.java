/**
 * A cache that gateways share, behind the one that each has in its process: Redis, where an operator has one and says so. It only
 * saves questions. What it holds is encrypted and at most as old as a setting says, whatever is late, lost or repeated on the way; where
 * it does not answer, it is as if it were not there.
 */
@NullMarked
package dev.anvil.gateway.shared;

import org.jspecify.annotations.NullMarked;
