@NullMarked
package dev.anvil.membership.gossip;

import org.jspecify.annotations.NullMarked;
