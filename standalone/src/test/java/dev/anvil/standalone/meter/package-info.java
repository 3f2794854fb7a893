@NullMarked
package dev.anvil.standalone.meter;

import org.jspecify.annotations.NullMarked;
