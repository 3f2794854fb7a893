/**
 * What the terminal shows and what goes into the log.
 */
@NullMarked
package dev.anvil.standalone.console;

import org.jspecify.annotations.NullMarked;
