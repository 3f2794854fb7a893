package dev.anvil.gateway.s3.cors;

import dev.anvil.gateway.wire.Headers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a browser asks for a page: may this origin use this method with these headers, which are in lower case. */
record CorsQuestion(String origin, String method, List<String> headers) {
    static Optional<CorsQuestion> of(Headers headers, String method) {
        return headers.first("origin")
                .filter(origin -> !origin.isBlank())
                .map(origin -> new CorsQuestion(
                        origin.strip(),
                        headers.first("access-control-request-method")
                                .map(String::strip)
                                .orElse(method),
                        requested(headers)));
    }

    private static List<String> requested(Headers headers) {
        return headers.all("access-control-request-headers").stream()
                .flatMap(names -> Arrays.stream(names.split(",", -1)))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
