@NullMarked
package dev.anvil.runtime.channel;

import org.jspecify.annotations.NullMarked;
