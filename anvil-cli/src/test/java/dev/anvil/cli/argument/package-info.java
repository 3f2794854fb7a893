@NullMarked
package dev.anvil.cli.argument;

import org.jspecify.annotations.NullMarked;
