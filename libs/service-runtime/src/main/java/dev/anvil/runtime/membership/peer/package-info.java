/** Speaks {@code anvil.membership.v1} to a member, and wires the link into a service. */
@NullMarked
package dev.anvil.runtime.membership.peer;

import org.jspecify.annotations.NullMarked;
