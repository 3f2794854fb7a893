/**
 * What operators changed, and who: each entry is written in the transaction of its change, so that there is neither a change
 * without an entry nor an entry without a change.
 */
@NullMarked
package dev.anvil.metadata.audit;

import org.jspecify.annotations.NullMarked;
