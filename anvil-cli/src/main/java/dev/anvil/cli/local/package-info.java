/** Commands on an instance of this machine, found by its data folder. */
@NullMarked
package dev.anvil.cli.local;

import org.jspecify.annotations.NullMarked;
