package dev.anvil.runtime.trace;

import io.grpc.Metadata;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A trace in the headers of a call. */
enum GrpcHeaders implements TextMapGetter<Metadata>, TextMapSetter<Metadata> {
    INSTANCE;

    @Override
    public Iterable<String> keys(Metadata headers) {
        return List.copyOf(Traces.PROPAGATOR.fields());
    }

    @Override
    public @Nullable String get(@Nullable Metadata headers, String name) {
        return headers == null ? null : headers.get(key(name));
    }

    @Override
    public void set(@Nullable Metadata headers, String name, String value) {
        if (headers != null) {
            headers.put(key(name), value);
        }
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
