package dev.anvil.gateway.http;

import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line and one measurement per request. Queries are left out: they can carry signatures that are still good. */
final class RequestLog {
    private static final Logger ACCESS = LoggerFactory.getLogger("dev.anvil.gateway.access");

    /** Few on purpose: there is one series for each of these, each operation and each outcome. */
    private static final Duration[] BUCKETS = Stream.of(1, 5, 10, 25, 50, 100, 250, 500, 1_000, 5_000, 30_000)
            .map(millis -> Duration.ofMillis(millis))
            .toArray(Duration[]::new);

    private record Outcome(String operation, int status, String code) {}

    private record Volume(Counter received, Counter sent) {}

    private final MeterRegistry meters;

    /** As many as there are series. Looking a meter up in the registry costs more than measuring with it. */
    private final Map<Outcome, Timer> timers = new ConcurrentHashMap<>();

    private final Map<String, Volume> volumes = new ConcurrentHashMap<>();

    RequestLog(MeterRegistry meters) {
        this.meters = meters;
    }

    void ended(Exchange exchange, HttpServletRequest request, int status, long sentBytes) {
        if (exchange.isProbe()) {
            return;
        }
        long nanos = System.nanoTime() - exchange.startNanos();
        String operation = exchange.operation().map(S3Operation::apiName).orElse("-");
        String code = exchange.failure().map(S3ErrorCode::code).orElse("-");
        long receivedBytes = exchange.bodyWasRead() ? Math.max(0, request.getContentLengthLong()) : 0;
        timers.computeIfAbsent(new Outcome(operation, status, code), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
        Volume volume = volumes.computeIfAbsent(operation, this::volume);
        volume.received().increment(receivedBytes);
        volume.sent().increment(sentBytes);
        String caller = exchange.caller().map(RequestLog::name).orElse("-");
        long micros = TimeUnit.NANOSECONDS.toMicros(nanos);
        // Words for those who read lines, the same as fields for those who read JSON.
        ACCESS.atInfo()
                .addKeyValue("client", exchange.client())
                .addKeyValue("caller", caller)
                .addKeyValue("method", request.getMethod())
                .addKeyValue("path", request.getRequestURI())
                .addKeyValue("operation", operation)
                .addKeyValue("status", status)
                .addKeyValue("code", code)
                .addKeyValue("received", receivedBytes)
                .addKeyValue("sent", sentBytes)
                .addKeyValue("micros", micros)
                .log(
                        "{} {} {} {} {} {} {} {} {} {} {} us",
                        exchange.id(),
                        exchange.client(),
                        caller,
                        request.getMethod(),
                        request.getRequestURI(),
                        operation,
                        status,
                        code,
                        receivedBytes,
                        sentBytes,
                        micros);
    }

    private Volume volume(String operation) {
        return new Volume(
                bytes("anvil.s3.received", "Bytes of the bodies of requests that were read to their end", operation),
                bytes("anvil.s3.sent", "Bytes of the bodies of answers", operation));
    }

    private Counter bytes(String name, String description, String operation) {
        return Counter.builder(name)
                .description(description)
                .baseUnit("bytes")
                .tag("operation", operation)
                .register(meters);
    }

    private Timer timer(Outcome outcome) {
        return Timer.builder("anvil.s3.requests")
                .description("Requests by S3, from the first byte of the request to the last of the answer")
                .tag("operation", outcome.operation())
                .tag("status", Integer.toString(outcome.status()))
                .tag("code", outcome.code())
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    private static String name(Caller caller) {
        return switch (caller) {
            case Caller.Anonymous nobody -> "anonymous";
            case Caller.App app -> app.tenant().name() + "/" + app.name();
        };
    }
}
