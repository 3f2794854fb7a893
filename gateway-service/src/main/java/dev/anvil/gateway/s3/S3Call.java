package dev.anvil.gateway.s3;

import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.body.RequestBody;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;
import dev.anvil.gateway.wire.Parameters;
import dev.anvil.model.AppId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What every request has, whatever it is about. */
public record S3Call(
        String requestId,
        Instant received,
        S3Operation operation,
        Endpoint endpoint,
        Headers headers,
        Parameters parameters,
        Caller caller,
        RequestBody body) {
    public Optional<String> header(String name) {
        return headers.first(name);
    }

    public Optional<String> parameter(String name) {
        return parameters.first(name);
    }

    /** The app that is calling; anonymous callers are denied here. */
    public Caller.App app() {
        return switch (caller) {
            case Caller.App app -> app;
            case Caller.Anonymous nobody -> throw new S3Error(S3ErrorCode.ACCESS_DENIED);
        };
    }

    /** The app that is calling, where one is known. */
    public @Nullable AppId appId() {
        return caller instanceof Caller.App app ? app.id() : null;
    }
}
