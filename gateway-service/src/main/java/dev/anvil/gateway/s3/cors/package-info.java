/**
 * Which pages a browser may let use a bucket. A bucket's rules answer preflights, and add their headers to every other answer,
 * refusals among them: without those a page would not even learn why it was refused.
 */
@NullMarked
package dev.anvil.gateway.s3.cors;

import org.jspecify.annotations.NullMarked;
