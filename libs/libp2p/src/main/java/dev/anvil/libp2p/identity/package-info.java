/**
 * Who a host is: its Ed25519 key, kept on disk, and the peer id that follows from the public half. Others may use any of
 * libp2p's four kinds of key; we can verify all of them.
 */
@NullMarked
package dev.anvil.libp2p.identity;

import org.jspecify.annotations.NullMarked;
