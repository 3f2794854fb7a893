@NullMarked
package dev.anvil.metadata.object;

import org.jspecify.annotations.NullMarked;
