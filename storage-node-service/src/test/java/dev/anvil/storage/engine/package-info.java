@NullMarked
package dev.anvil.storage.engine;

import org.jspecify.annotations.NullMarked;
