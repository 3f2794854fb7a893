@NullMarked
package dev.anvil.gateway.shared;

import org.jspecify.annotations.NullMarked;
