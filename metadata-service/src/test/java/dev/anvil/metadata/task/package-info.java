@NullMarked
package dev.anvil.metadata.task;

import org.jspecify.annotations.NullMarked;
