@NullMarked
package dev.anvil.gateway.encryption;

import org.jspecify.annotations.NullMarked;
