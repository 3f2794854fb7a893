/**
 * Reed-Solomon over GF(2^8): turns {@code k} data units into {@code m} parity units, and any {@code k} of the
 * {@code k + m} back into the rest. Pure computation over heap arrays: no I/O (but for unpacking the native library),
 * no Spring, no gRPC.
 *
 * <p>Always true: every implementation produces the same bytes, those of ISA-L's {@code gf_gen_cauchy1_matrix} over the
 * polynomial 0x11d. A blob written by one is read by another, so the bytes may never change. Arguments are checked
 * before any native code sees them.
 */
@NullMarked
package dev.anvil.erasure;

import org.jspecify.annotations.NullMarked;
