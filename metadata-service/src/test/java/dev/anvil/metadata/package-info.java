@NullMarked
package dev.anvil.metadata;

import org.jspecify.annotations.NullMarked;
