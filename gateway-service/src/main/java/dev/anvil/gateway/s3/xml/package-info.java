/**
 * S3's documents, out and in. What goes out is streamed and always escaped; what comes in is small, bounded in size and depth,
 * and can refer to nothing outside itself.
 */
@NullMarked
package dev.anvil.gateway.s3.xml;

import org.jspecify.annotations.NullMarked;
