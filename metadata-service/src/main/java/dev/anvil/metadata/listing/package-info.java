/**
 * Listings by keyset, in the byte order of the keys. A page costs what is on it, wherever in the bucket it begins, because
 * everything under a common prefix is passed over by seeking; that happens in SQL functions, next to the index.
 */
@NullMarked
package dev.anvil.metadata.listing;

import org.jspecify.annotations.NullMarked;
