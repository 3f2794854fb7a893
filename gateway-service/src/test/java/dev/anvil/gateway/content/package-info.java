@NullMarked
package dev.anvil.gateway.content;

import org.jspecify.annotations.NullMarked;
