/** What an instance keeps in its data folder, and how others find out whether it runs. Written by {@code up}, read by commands. */
@NullMarked
package dev.anvil.cli.instance;

import org.jspecify.annotations.NullMarked;
