/** Serves {@code anvil.storage.v1}. Generated types stop here. */
@NullMarked
package dev.anvil.storage.rpc;

import org.jspecify.annotations.NullMarked;
