/**
 * Secrets at rest: encrypted with AES-GCM under {@code ANVIL_SECRET_ENCRYPTION_KEY}, each bound to what it belongs to and
 * marked with the key that it takes. A process that holds another key than the database was written with does not start.
 */
@NullMarked
package dev.anvil.metadata.secret;

import org.jspecify.annotations.NullMarked;
