package dev.anvil.cli.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What computes parity in an instance, which its gateway tells in its metrics. */
final class CoderInUse {
    private static final Pattern METRIC = Pattern.compile("^anvil_coder\\{.*?coder=\"([^\"]+)\"", Pattern.MULTILINE);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private CoderInUse() {}

    static String at(String management) {
        if (management.isEmpty()) {
            return "unknown";
        }
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(management + "/actuator/prometheus"))
                    .timeout(PATIENCE)
                    .build();
            Matcher metric = METRIC.matcher(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
            return metric.find() ? metric.group(1) : "unknown";
        } catch (IOException | IllegalArgumentException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
