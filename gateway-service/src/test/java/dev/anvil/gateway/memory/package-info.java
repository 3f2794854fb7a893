/** The gateway's ports in memory, so that what it does can be tested without any other service. */
@NullMarked
package dev.anvil.gateway.memory;

import org.jspecify.annotations.NullMarked;
