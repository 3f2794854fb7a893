package dev.anvil.runtime.trace;

import io.grpc.ClientInterceptor;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes spans and sends them away in the background, a bounded number at once; what is too much is dropped. */
public final class Traces implements AutoCloseable {
    /** How a trace travels: W3C's header, in HTTP and in gRPC. */
    static final TextMapPropagator PROPAGATOR = W3CTraceContextPropagator.getInstance();

    private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("anvil.request_id");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final int MAX_WAITING = 4_096;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int SERVER_ERRORS = 500;

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    private Traces(SdkTracerProvider provider) {
        this.provider = provider;
        this.tracer = provider.get("dev.anvil");
    }

    static Traces over(TraceSettings settings, String service) {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.endpoint())
                .setTimeout(PATIENCE)
                .build();
        return new Traces(SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.sample())))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setMaxQueueSize(MAX_WAITING)
                        .setExporterTimeout(PATIENCE)
                        .build())
                .build());
    }

    Tracer tracer() {
        return tracer;
    }

    public ClientInterceptor client() {
        return new TraceClientInterceptor(this);
    }

    /** What serves a request. */
    @FunctionalInterface
    public interface Serving<X extends Exception, Y extends Exception> {
        void run() throws X, Y;
    }

    /** How it was answered, known when it was served. */
    public interface Answered {
        int status();

        @Nullable
        String requestId();
    }

    /** A request by HTTP, served by this thread. Its headers may bring a trace along. */
    public <X extends Exception, Y extends Exception> void serve(
            String name, UnaryOperator<@Nullable String> headers, Answered answered, Serving<X, Y> serving)
            throws X, Y {
        Context parent = PROPAGATOR.extract(Context.root(), headers, HeaderGetter.INSTANCE);
        Span span = tracer.spanBuilder(name)
                .setSpanKind(SpanKind.SERVER)
                .setParent(parent)
                .startSpan();
        try (Scope scope = parent.with(span).makeCurrent()) {
            serving.run();
        } finally {
            span.setAttribute(STATUS, answered.status());
            name(span, answered.requestId());
            if (answered.status() >= SERVER_ERRORS) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }

    static void name(Span span, @Nullable String requestId) {
        if (requestId != null) {
            span.setAttribute(REQUEST_ID, requestId);
        }
    }

    @Override
    public void close() {
        var unused = provider.shutdown().join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private enum HeaderGetter implements TextMapGetter<UnaryOperator<@Nullable String>> {
        INSTANCE;

        @Override
        public Iterable<String> keys(UnaryOperator<@Nullable String> headers) {
            return List.copyOf(PROPAGATOR.fields());
        }

        @Override
        public @Nullable String get(@Nullable UnaryOperator<@Nullable String> headers, String name) {
            return headers == null ? null : headers.apply(name);
        }
    }
}
