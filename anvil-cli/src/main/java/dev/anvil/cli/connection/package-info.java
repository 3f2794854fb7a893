/** Which server a command talks to, and as whom: from a data folder, options, the environment or a profile. */
@NullMarked
package dev.anvil.cli.connection;

import org.jspecify.annotations.NullMarked;
