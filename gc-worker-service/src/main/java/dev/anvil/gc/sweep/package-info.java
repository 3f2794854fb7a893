/**
 * Deletes what nothing refers to: shards of puts that died, of repairs that lost, of drives that came back late. This is the
 * only thing in Anvil that deletes what no catalogue names, so it is made hard to aim wrongly: the catalogue alone decides
 * what is garbage (rule S), nothing is deleted before the whole drive was looked at, and a sweep that finds too much stops.
 */
@NullMarked
package dev.anvil.gc.sweep;

import org.jspecify.annotations.NullMarked;
