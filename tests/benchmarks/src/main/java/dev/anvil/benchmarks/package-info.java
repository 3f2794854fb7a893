/** {@code anvil bench}: measures, from outside, what a client gets. */
@NullMarked
package dev.anvil.benchmarks;

import org.jspecify.annotations.NullMarked;
