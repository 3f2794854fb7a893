/** What people write on the command line, and what it means: sizes, times, durations. */
@NullMarked
package dev.anvil.cli.argument;

import org.jspecify.annotations.NullMarked;
