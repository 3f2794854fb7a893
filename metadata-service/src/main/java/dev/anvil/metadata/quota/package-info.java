/** The most that a tenant or a bucket may hold. Gateways enforce it; here it is kept. */
@NullMarked
package dev.anvil.metadata.quota;

import org.jspecify.annotations.NullMarked;
