/** What workers know of blobs and drives: the catalogue's answers, in our own words, behind ports. */
@NullMarked
package dev.anvil.gc.blob;

import org.jspecify.annotations.NullMarked;
