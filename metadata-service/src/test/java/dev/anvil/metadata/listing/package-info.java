@NullMarked
package dev.anvil.metadata.listing;

import org.jspecify.annotations.NullMarked;
