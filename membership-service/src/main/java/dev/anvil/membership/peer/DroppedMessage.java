package dev.anvil.membership.peer;

import dev.anvil.membership.gossip.DropReason;

/** A message that changes nothing. Without a stack: floods of them must be cheap. */
final class DroppedMessage extends Exception {
    private static final long serialVersionUID = 1;

    private final DropReason reason;

    DroppedMessage(DropReason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    DropReason reason() {
        return reason;
    }
}
