@NullMarked
package dev.anvil.metadata.usage;

import org.jspecify.annotations.NullMarked;
