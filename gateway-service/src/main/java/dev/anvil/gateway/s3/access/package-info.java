/** Access control lists as requests write them, in headers and documents, and as answers show them. */
@NullMarked
package dev.anvil.gateway.s3.access;

import org.jspecify.annotations.NullMarked;
