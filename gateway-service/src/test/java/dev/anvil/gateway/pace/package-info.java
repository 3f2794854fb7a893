@NullMarked
package dev.anvil.gateway.pace;

import org.jspecify.annotations.NullMarked;
