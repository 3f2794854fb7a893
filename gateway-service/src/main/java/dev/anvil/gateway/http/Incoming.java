package dev.anvil.gateway.http;

import dev.anvil.gateway.forward.ForwardSeal;
import dev.anvil.gateway.forward.Origin;
import dev.anvil.gateway.s3.Endpoint;
import dev.anvil.gateway.wire.Headers;
import dev.anvil.gateway.wire.Parameters;
import dev.anvil.model.RegionName;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A request as it came, taken out of the servlet's hands. */
record Incoming(String method, String rawPath, Parameters parameters, Headers headers, Endpoint endpoint) {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    static Incoming of(HttpServletRequest request, String client, RegionName region) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            fields.put(
                    name,
                    Collections.list(request.getHeaders(name)).stream()
                            .map(HeaderText::fromWire)
                            .toList());
        }
        Headers headers = Headers.of(fields);
        String path = request.getRequestURI();
        String host = headers.first("host").orElse("");
        String scheme =
                headers.first("x-forwarded-proto").filter(SCHEMES::contains).orElse(request.getScheme());
        return new Incoming(
                request.getMethod(),
                path,
                Parameters.parse(request.getQueryString()),
                headers,
                new Endpoint(scheme, host, path, client, region));
    }

    /** As it was when it reached the gateway that passed it on. */
    Incoming as(Origin origin) {
        return new Incoming(
                method,
                rawPath,
                parameters,
                headers.withoutPrefix(ForwardSeal.PREFIX, "host", origin.host()),
                new Endpoint(endpoint.scheme(), origin.host(), rawPath, origin.client(), origin.region()));
    }

    ForwardSeal.Sealed sealed() {
        return new ForwardSeal.Sealed(method, rawPath, parameters, headers);
    }

    /** Whether somebody claims to be somebody, rightly or not. */
    boolean isSigned() {
        return headers.contains("authorization")
                || parameters.contains("X-Amz-Algorithm")
                || parameters.contains("X-Amz-Signature")
                || parameters.contains("Signature");
    }
}
