/** Serves {@code anvil.membership.v1}: announcements come up, views go down. The contract's types end here. */
@NullMarked
package dev.anvil.membership.rpc;

import org.jspecify.annotations.NullMarked;
