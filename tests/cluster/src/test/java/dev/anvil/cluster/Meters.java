package dev.anvil.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;

/** The metrics of a running service, as a scrape sees them. */
final class Meters implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest scrape;

    /** Those of the gateway; of a suite in one process, those of all services. */
    Meters(Suite suite) {
        this(suite.value("ANVIL_MANAGEMENT"));
    }

    Meters(String management) {
        scrape = HttpRequest.newBuilder(URI.create(management + "/actuator/prometheus"))
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    /** The sum of all series of the name whose labels contain the text. */
    double sum(String name, String labels) {
        return series(name)
                .filter(line -> line.contains(labels))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    Stream<String> series(String name) {
        return text().lines().filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "));
    }

    private String text() {
        try {
            return http.send(scrape, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while metrics were scraped", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
