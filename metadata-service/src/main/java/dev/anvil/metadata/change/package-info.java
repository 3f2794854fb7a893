/**
 * Tells gateways what to drop from their caches. A change is announced inside the transaction that makes it, by
 * PostgreSQL's NOTIFY, so that it is heard exactly when it is true, and by every replica of this service. Each replica
 * listens on one connection and passes on what it hears to its own watchers. A watcher that may have missed something is
 * told to drop everything: when it begins, when it is too slow, and when the listening connection broke.
 */
@NullMarked
package dev.anvil.metadata.change;

import org.jspecify.annotations.NullMarked;
