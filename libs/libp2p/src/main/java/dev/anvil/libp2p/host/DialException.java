package dev.anvil.libp2p.host;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A peer could not be reached, or somebody else was. */
public final class DialException extends IOException {
    private static final long serialVersionUID = 1L;

    DialException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
