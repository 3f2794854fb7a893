@NullMarked
package dev.anvil.gateway.policy;

import org.jspecify.annotations.NullMarked;
