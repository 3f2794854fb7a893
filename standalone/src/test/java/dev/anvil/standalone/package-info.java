@NullMarked
package dev.anvil.standalone;

import org.jspecify.annotations.NullMarked;
