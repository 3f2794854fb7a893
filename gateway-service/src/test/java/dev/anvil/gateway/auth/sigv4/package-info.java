@NullMarked
package dev.anvil.gateway.auth.sigv4;

import org.jspecify.annotations.NullMarked;
