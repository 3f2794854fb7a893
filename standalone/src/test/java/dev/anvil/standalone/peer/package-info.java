@NullMarked
package dev.anvil.standalone.peer;

import org.jspecify.annotations.NullMarked;
