@NullMarked
package dev.anvil.gateway.cluster;

import org.jspecify.annotations.NullMarked;
