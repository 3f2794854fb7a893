package dev.anvil.gateway.auth.signature;

import dev.anvil.gateway.s3.xml.UrlEncoding;
import dev.anvil.gateway.wire.Parameters.Parameter;
import dev.anvil.gateway.wire.PercentDecoder;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A request in the one form that both sides sign. By S3's rules: the path is encoded once and never normalised, so that
 * {@code a//b} and {@code a/../b} are keys like others.
 */
final class CanonicalRequest {
    private static final Pattern SPACES = Pattern.compile(" +");

    private CanonicalRequest() {}

    static String of(SignedRequest request, List<String> signedHeaders, String payload) {
        return String.join(
                "\n",
                request.method(),
                UrlEncoding.keepingSlashes(PercentDecoder.path(request.rawPath())),
                query(request.parameters().all()),
                headers(request, signedHeaders),
                String.join(";", signedHeaders),
                payload);
    }

    private static String query(List<Parameter> parameters) {
        return parameters.stream()
                .filter(parameter -> !parameter.name().equals(Presigned.SIGNATURE))
                .map(parameter -> new Parameter(
                        UrlEncoding.ofEverything(parameter.name()), UrlEncoding.ofEverything(parameter.value())))
                .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining("&"));
    }

    private static String headers(SignedRequest request, List<String> names) {
        StringBuilder lines = new StringBuilder();
        for (String name : names) {
            String values = request.headers().all(name).stream()
                    .map(value -> SPACES.matcher(value.strip()).replaceAll(" "))
                    .collect(Collectors.joining(","));
            lines.append(name).append(':').append(values).append('\n');
        }
        return lines.toString();
    }
}
