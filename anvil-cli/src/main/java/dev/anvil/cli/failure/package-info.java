/** How a command fails: with a sentence, not with a stack trace. */
@NullMarked
package dev.anvil.cli.failure;

import org.jspecify.annotations.NullMarked;
