@NullMarked
package dev.anvil.gateway.peer;

import org.jspecify.annotations.NullMarked;
