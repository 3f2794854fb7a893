@NullMarked
package dev.anvil.cli;

import org.jspecify.annotations.NullMarked;
