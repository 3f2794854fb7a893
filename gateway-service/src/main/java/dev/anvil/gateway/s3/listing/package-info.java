/** Listings of objects and versions. A page is one call to the catalogue; where the next one begins travels with the client. */
@NullMarked
package dev.anvil.gateway.s3.listing;

import org.jspecify.annotations.NullMarked;
