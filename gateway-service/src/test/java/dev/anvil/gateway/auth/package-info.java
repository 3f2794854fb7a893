@NullMarked
package dev.anvil.gateway.auth;

import org.jspecify.annotations.NullMarked;
