@NullMarked
package dev.anvil.cli.instance;

import org.jspecify.annotations.NullMarked;
