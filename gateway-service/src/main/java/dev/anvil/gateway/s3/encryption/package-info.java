/** What requests say about encryption, and what answers tell of it. The encrypting itself is another package's. */
@NullMarked
package dev.anvil.gateway.s3.encryption;

import org.jspecify.annotations.NullMarked;
