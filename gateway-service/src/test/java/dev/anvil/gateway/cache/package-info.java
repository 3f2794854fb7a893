@NullMarked
package dev.anvil.gateway.cache;

import org.jspecify.annotations.NullMarked;
