/**
 * Holds the arrows: which module may know which, what cores are free of, where generated types end. The rules are those of
 * docs/ARCHITECTURE.md and INVARIANTS.md.
 */
@NullMarked
package dev.anvil.architecture;

import org.jspecify.annotations.NullMarked;
