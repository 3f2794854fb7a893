@NullMarked
package dev.anvil.cli.connection;

import org.jspecify.annotations.NullMarked;
