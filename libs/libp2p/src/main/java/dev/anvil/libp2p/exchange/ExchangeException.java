package dev.anvil.libp2p.exchange;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** There was no reply. */
public final class ExchangeException extends IOException {
    private static final long serialVersionUID = 1L;

    ExchangeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
