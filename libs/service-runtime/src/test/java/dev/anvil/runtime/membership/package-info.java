@NullMarked
package dev.anvil.runtime.membership;

import org.jspecify.annotations.NullMarked;
