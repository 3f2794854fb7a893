@NullMarked
package dev.anvil.metadata.app;

import org.jspecify.annotations.NullMarked;
