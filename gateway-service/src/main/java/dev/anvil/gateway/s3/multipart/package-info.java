/** Uploads in parts. A part is content like any other; that parts become an object is one transaction of the catalogue. */
@NullMarked
package dev.anvil.gateway.s3.multipart;

import org.jspecify.annotations.NullMarked;
