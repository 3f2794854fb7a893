/** The server as commands see it: calls in, plain records out. Generated types stay in here. */
@NullMarked
package dev.anvil.cli.peer;

import org.jspecify.annotations.NullMarked;
