/** Tenants: who owns buckets and apps. */
@NullMarked
package dev.anvil.metadata.tenant;

import org.jspecify.annotations.NullMarked;
