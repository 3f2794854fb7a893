@NullMarked
package dev.anvil.metadata.rpc;

import org.jspecify.annotations.NullMarked;
