@NullMarked
package dev.anvil.standalone.postgres;

import org.jspecify.annotations.NullMarked;
