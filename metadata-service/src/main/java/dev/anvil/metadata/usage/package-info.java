/**
 * How much each bucket holds. Commits append what they changed and fold nothing, so that no two of them want the same row;
 * the housekeeping folds, and the sums are exact once it has.
 */
@NullMarked
package dev.anvil.metadata.usage;

import org.jspecify.annotations.NullMarked;
