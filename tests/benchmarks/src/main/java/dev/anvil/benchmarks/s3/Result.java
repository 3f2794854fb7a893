package dev.anvil.benchmarks.s3;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What one workload did. */
record Result(
        Workload workload,
        double seconds,
        Histogram micros,
        long bytes,
        long failures,
        @Nullable String firstFailure) {
    double perSecond() {
        return micros.getTotalCount() / seconds;
    }

    double megabytesPerSecond() {
        return bytes / 1e6 / seconds;
    }

    String line() {
        String told = String.format(
                Locale.ROOT,
                "%-6s %9.1f /s %9.1f MB/s   p50 %8.2f ms   p90 %8.2f ms   p99 %8.2f ms   max %8.2f ms   failed %d",
                workload,
                perSecond(),
                megabytesPerSecond(),
                millis(50),
                millis(90),
                millis(99),
                micros.getMaxValue() / 1e3,
                failures);
        return firstFailure == null ? told : told + " (" + firstFailure + ")";
    }

    private double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }

    static String json(BenchS3.Target target, BenchS3.Load load, List<Result> results) {
        return String.format(
                Locale.ROOT,
                "{\"target\":\"%s\",\"sizeBytes\":%d,\"clients\":%d,\"results\":[%s]}",
                target,
                load.bytes(),
                load.clients(),
                results.stream().map(Result::json).collect(Collectors.joining(",")));
    }

    private String json() {
        return String.format(
                Locale.ROOT,
                "{\"workload\":\"%s\",\"seconds\":%.3f,\"requests\":%d,\"perSecond\":%.1f,\"megabytesPerSecond\":%.1f,"
                        + "\"p50Millis\":%.3f,\"p90Millis\":%.3f,\"p99Millis\":%.3f,\"maxMillis\":%.3f,\"failures\":%d}",
                workload,
                seconds,
                micros.getTotalCount(),
                perSecond(),
                megabytesPerSecond(),
                millis(50),
                millis(90),
                millis(99),
                micros.getMaxValue() / 1e3,
                failures);
    }
}
