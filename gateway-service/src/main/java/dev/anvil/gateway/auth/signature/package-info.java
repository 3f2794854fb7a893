/**
 * Signature version 4 as S3 has it: in the Authorization header, in the query, and chunk by chunk inside a body; and version 2
 * where clients still make it: in presigned URLs and in forms. The signature is
 * computed again from what arrived and compared in constant time; what does not fit is refused with the code and the details
 * that AWS gives, because clients and people debug with them.
 */
@NullMarked
package dev.anvil.gateway.auth.signature;

import org.jspecify.annotations.NullMarked;
