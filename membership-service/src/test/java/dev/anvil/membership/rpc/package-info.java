@NullMarked
package dev.anvil.membership.rpc;

import org.jspecify.annotations.NullMarked;
