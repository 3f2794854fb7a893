@NullMarked
package dev.anvil.model.lifecycle;

import org.jspecify.annotations.NullMarked;
