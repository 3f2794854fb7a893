/**
 * The cluster as this gateway sees it. A view guides where new shards go and where drives are looked for; that it is old or
 * wrong costs time, never data.
 */
@NullMarked
package dev.anvil.gateway.cluster;

import org.jspecify.annotations.NullMarked;
