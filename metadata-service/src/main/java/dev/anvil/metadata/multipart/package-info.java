/**
 * Uploads in parts. A part is a blob with the upload as its only reference. Completing hands these references to a version,
 * drops the parts that were not named, and moves no bytes; it is one transaction under the upload's lock, and its answer
 * is kept for as long as a client may ask again.
 */
@NullMarked
package dev.anvil.metadata.multipart;

import org.jspecify.annotations.NullMarked;
