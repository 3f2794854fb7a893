@NullMarked
package dev.anvil.membership;

import org.jspecify.annotations.NullMarked;
