@NullMarked
package dev.anvil.cli.output;

import org.jspecify.annotations.NullMarked;
