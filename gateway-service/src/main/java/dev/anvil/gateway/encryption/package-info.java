/**
 * Encryption of objects at rest (docs/adr/0008-encryption-at-rest.md). Bytes are cut into chunks of 64 KiB, each sealed by
 * AES-256-GCM under a key that is derived for its blob alone, so that a range costs the chunks that it touches, and what was
 * changed, moved, swapped or cut off is noticed. No key is ever written down as it is.
 */
@NullMarked
package dev.anvil.gateway.encryption;

import org.jspecify.annotations.NullMarked;
