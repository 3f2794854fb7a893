@NullMarked
package dev.anvil.gateway.body;

import org.jspecify.annotations.NullMarked;
