package dev.anvil.gateway.forward;

import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.wire.Headers;
import dev.anvil.model.RegionName;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/** A client's request as the other gateway gets it: what was signed as it was, what is of one connection only left out. */
final class PassedRequest {
    /** Of one connection, or made anew for the next. */
    private static final Set<String> LEFT_OUT = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "expect",
            "host",
            "content-length");

    private static final String SCHEME = "x-forwarded-proto";

    private PassedRequest() {}

    static HttpUriRequestBase of(
            S3Call call,
            HttpHost there,
            ForwardSeal seal,
            Origin origin,
            RegionName target,
            @Nullable PassedBody body) {
        String method = call.operation().method().name();
        String path = call.endpoint().path();
        Headers headers = call.headers();
        String query = ForwardSeal.query(call.parameters());
        HttpUriRequestBase request = new HttpUriRequestBase(method, URI.create(there.toURI()));
        // As it is, which is not always what a URI can hold.
        request.setPath(query.isEmpty() ? path : path + "?" + query);
        for (String name : headers.names()) {
            if (!LEFT_OUT.contains(name) && !name.startsWith(ForwardSeal.PREFIX)) {
                headers.all(name).forEach(value -> request.addHeader(name, onWire(value)));
            }
        }
        if (!headers.contains(SCHEME)) {
            request.addHeader(SCHEME, call.endpoint().scheme());
        }
        seal.headersFor(new ForwardSeal.Sealed(method, path, call.parameters(), headers), origin, target)
                .forEach((name, value) -> request.addHeader(name, onWire(value)));
        request.setEntity(body);
        return request;
    }

    /** Null where none comes. */
    static @Nullable PassedBody bodyOf(S3Call call) {
        if (call.headers().contains("transfer-encoding")) {
            return new PassedBody(call.body(), -1);
        }
        long length = call.header("content-length")
                .map(String::strip)
                .map(Long::valueOf)
                .orElse(0L);
        return length == 0 ? null : new PassedBody(call.body(), length);
    }

    private static String onWire(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
