/**
 * Signature version 4 as S3 has it: in the Authorization header, in the query, and chunk by chunk inside a body. The signature is
 * computed again from what arrived and compared in constant time; what does not fit is refused with the code and the details
 * that AWS gives, because clients and people debug with them.
 */
@NullMarked
package dev.anvil.gateway.auth.sigv4;

import org.jspecify.annotations.NullMarked;
