@NullMarked
package dev.anvil.storage.rpc;

import org.jspecify.annotations.NullMarked;
