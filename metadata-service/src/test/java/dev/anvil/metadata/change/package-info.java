@NullMarked
package dev.anvil.metadata.change;

import org.jspecify.annotations.NullMarked;
