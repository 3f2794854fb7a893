@NullMarked
package dev.anvil.cli.local;

import org.jspecify.annotations.NullMarked;
