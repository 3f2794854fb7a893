/** What shells are told about the command line. */
@NullMarked
package dev.anvil.cli.completion;

import org.jspecify.annotations.NullMarked;
