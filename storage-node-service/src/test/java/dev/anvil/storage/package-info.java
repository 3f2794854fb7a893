@NullMarked
package dev.anvil.storage;

import org.jspecify.annotations.NullMarked;
