@NullMarked
package dev.anvil.gateway.s3.listing;

import org.jspecify.annotations.NullMarked;
