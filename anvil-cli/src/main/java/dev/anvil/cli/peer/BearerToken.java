package dev.anvil.cli.peer;

import io.grpc.CallCredentials;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts an access token on every call; fetches it for the first one, and a new one when half of its time is over. */
final class BearerToken extends CallCredentials {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final Supplier<Server.Token> fetch;
    private Server.@Nullable Token token;
    private long fetchedNanos;

    BearerToken(Supplier<Server.Token> fetch) {
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
        Server.Token known = token;
        if (known == null || System.nanoTime() - fetchedNanos > TimeUnit.SECONDS.toNanos(known.seconds()) / 2) {
            fetchedNanos = System.nanoTime();
            known = fetch.get();
            token = known;
        }
        return known.value();
    }
}
