@NullMarked
package dev.anvil.runtime.tls;

import org.jspecify.annotations.NullMarked;
