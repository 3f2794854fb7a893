/** How commands show what they found: a table for people, JSON for programs. */
@NullMarked
package dev.anvil.cli.output;

import org.jspecify.annotations.NullMarked;
