/**
 * What the gateway remembers of the global catalogue: credentials and buckets, so that a request asks the catalogue for objects
 * only. An answer is trusted for a few seconds or until the catalogue says that it changed; while the catalogue cannot be asked, it
 * is used for some minutes longer, so that a region outlives an outage of the global database.
 */
@NullMarked
package dev.anvil.gateway.cache;

import org.jspecify.annotations.NullMarked;
