@NullMarked
package dev.anvil.gateway.auth.signature;

import org.jspecify.annotations.NullMarked;
