/** What tests ask services for by the contracts between them. */
@NullMarked
package dev.anvil.cluster.peer;

import org.jspecify.annotations.NullMarked;
