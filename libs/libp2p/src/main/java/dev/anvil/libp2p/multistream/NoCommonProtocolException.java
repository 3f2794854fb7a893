package dev.anvil.libp2p.multistream;

import java.io.IOException;

/** The other side does not speak what this stream was opened for. */
public final class NoCommonProtocolException extends IOException {
    private static final long serialVersionUID = 1L;

    NoCommonProtocolException(String message) {
        super(message);
    }
}
