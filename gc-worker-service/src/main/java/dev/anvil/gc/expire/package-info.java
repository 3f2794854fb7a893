/**
 * Lifecycle: deletes what a bucket's rules say is due. A bucket that ever had rules has one task, which walks through its
 * versions and uploads page by page and then comes back some hours later. Every deletion carries the condition that it is
 * about the very version that was judged, so that what was written meanwhile stays.
 */
@NullMarked
package dev.anvil.gc.expire;

import org.jspecify.annotations.NullMarked;
