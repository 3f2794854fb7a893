/**
 * The words of the domain. Every type validates in its constructor, so a value that exists is a value that is legal; a
 * bare {@code String} never stands for one of them. JDK only: everything else may depend on this package, it depends on
 * nothing.
 */
@NullMarked
package dev.anvil.model;

import org.jspecify.annotations.NullMarked;
