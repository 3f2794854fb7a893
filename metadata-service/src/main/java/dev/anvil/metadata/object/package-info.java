/**
 * Object versions: putting, finding, deleting and copying them. Every change is one call of one SQL function, which is one
 * transaction: it takes the bucket's lock shared and the key's alone, judges the conditions on what it then finds, and
 * commits, which is the moment that the change happens for everybody. Of concurrent conditional writes exactly one wins.
 *
 * <p>A commit carries an id and a fresh blob and may be sent again at any time: what was done is not done twice, even when
 * the version is gone since. What the catalogue remembers for that it keeps for as long as rule C would let the commit
 * through.
 */
@NullMarked
package dev.anvil.metadata.object;

import org.jspecify.annotations.NullMarked;
