@NullMarked
package dev.anvil.gateway.quota;

import org.jspecify.annotations.NullMarked;
