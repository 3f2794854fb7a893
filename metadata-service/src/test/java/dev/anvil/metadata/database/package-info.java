@NullMarked
package dev.anvil.metadata.database;

import org.jspecify.annotations.NullMarked;
