/**
 * libp2p's TLS: throw-away certificates that carry the host key and its signature over the certificate's own key. Both
 * sides show one; nobody needs an authority.
 *
 * <p>Always: no byte of a stream is read before the other side has proved its peer id; whoever dials a known peer id
 * accepts no other; a certificate is renewed well before it expires.
 */
@NullMarked
package dev.anvil.libp2p.tls;

import org.jspecify.annotations.NullMarked;
