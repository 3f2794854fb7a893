package dev.anvil.cli.peer;

import io.grpc.CallCredentials;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts an access token on every call; fetches it for the first one. A command is over long before it expires. */
final class BearerToken extends CallCredentials {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final Supplier<String> fetch;
    private @Nullable String token;

    BearerToken(Supplier<String> fetch) {
        this.fetch = fetch;
    }

    @Override
    public void applyRequestMetadata(RequestInfo request, Executor executor, MetadataApplier applier) {
        executor.execute(() -> {
            try {
                Metadata headers = new Metadata();
                headers.put(AUTHORIZATION, "Bearer " + token());
                applier.apply(headers);
            } catch (StatusRuntimeException e) {
                applier.fail(e.getStatus());
            } catch (RuntimeException e) {
                applier.fail(Status.UNAUTHENTICATED
                        .withDescription("no access token")
                        .withCause(e));
            }
        });
    }

    private synchronized String token() {
        String known = token;
        if (known == null) {
            known = fetch.get();
            token = known;
        }
        return known;
    }
}
