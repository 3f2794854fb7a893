@NullMarked
package dev.anvil.gateway.api;

import org.jspecify.annotations.NullMarked;
