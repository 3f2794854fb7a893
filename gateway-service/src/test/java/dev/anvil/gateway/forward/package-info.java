@NullMarked
package dev.anvil.gateway.forward;

import org.jspecify.annotations.NullMarked;
