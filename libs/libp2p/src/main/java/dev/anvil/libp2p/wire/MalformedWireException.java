package dev.anvil.libp2p.wire;

/** What came over the wire is not what the protocol allows; the stream it came on is given up. */
public final class MalformedWireException extends RuntimeException {
    public MalformedWireException(String message) {
        super(message);
    }

    public MalformedWireException(String message, Throwable cause) {
        super(message, cause);
    }
}
