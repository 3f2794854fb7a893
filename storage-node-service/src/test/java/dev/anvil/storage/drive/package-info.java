@NullMarked
package dev.anvil.storage.drive;

import org.jspecify.annotations.NullMarked;
