/**
 * The only service that talks SQL. It serves the global catalogue (regions, tenants, apps, buckets, the queue of tasks)
 * where {@code GLOBAL_DATABASE_URL} is given, and the regional catalogue (object versions, uploads, blobs) where
 * {@code REGIONAL_DATABASE_URL} is given; usually both.
 */
@NullMarked
package dev.anvil.metadata;

import org.jspecify.annotations.NullMarked;
