package dev.anvil.gateway.forward;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.xml.UrlEncoding;
import dev.anvil.gateway.wire.Headers;
import dev.anvil.gateway.wire.Parameters;
import dev.anvil.gateway.wire.PercentDecoder;
import dev.anvil.model.RegionName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one gateway tells another about a request that it passes on, in headers, and the seal over it. A seal is good for one request:
 * the method, path, query and signature of the client's, to one region, for as long as a client's signature is.
 */
public final class ForwardSeal {
    public static final String PREFIX = "x-anvil-forwarded-";
    static final Duration TOLERANCE = Duration.ofMinutes(15);
    private static final Logger LOG = LoggerFactory.getLogger(ForwardSeal.class);
    private static final String REGION = PREFIX + "region";
    private static final String HOST = PREFIX + "host";
    private static final String DOMAIN = PREFIX + "domain";
    private static final String CLIENT = PREFIX + "client";
    private static final String SEAL = PREFIX + "seal";

    private final List<ForwardKey> keys;
    private final InstantSource clock;

    ForwardSeal(List<ForwardKey> keys, InstantSource clock) {
        this.keys = List.copyOf(keys);
        this.clock = clock;
    }

    /** The part of a request that a seal is bound to. */
    public record Sealed(String method, String rawPath, Parameters parameters, Headers headers) {
        private String text() {
            return String.join(
                    "\n",
                    method,
                    UrlEncoding.keepingSlashes(PercentDecoder.path(rawPath)),
                    query(parameters),
                    headers.first("authorization").orElse(""));
        }
    }

    /** The headers to send along. */
    Map<String, String> headersFor(Sealed request, Origin origin, RegionName target) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(REGION, origin.region().value());
        headers.put(HOST, origin.host());
        headers.put(DOMAIN, origin.domain());
        headers.put(CLIENT, origin.client());
        long second = clock.instant().getEpochSecond();
        headers.put(SEAL, second + "." + keys.getFirst().seal(text(second, request, origin, target)));
        return headers;
    }

    /** Empty for a request that came straight from a client. Who says to be a gateway and cannot show it is refused. */
    public Optional<Origin> originOf(Sealed request, RegionName target) {
        String region = request.headers().get(REGION);
        if (region == null && !request.headers().contains(SEAL)) {
            return Optional.empty();
        }
        if (region == null || !RegionName.isValid(region)) {
            throw refused(request, "no region");
        }
        Origin origin = new Origin(
                new RegionName(region),
                request.headers().first(HOST).orElse(""),
                request.headers().first(DOMAIN).orElse(""),
                request.headers().first(CLIENT).orElse(""));
        String[] seal = request.headers().first(SEAL).orElse("").split("\\.", 2);
        if (seal.length != 2 || !seal[0].matches("[0-9]{1,12}")) {
            throw refused(request, "no seal");
        }
        long second = Long.parseLong(seal[0]);
        Duration age = Duration.between(Instant.ofEpochSecond(second), clock.instant());
        if (age.abs().compareTo(TOLERANCE) > 0) {
            throw refused(request, "a seal that is " + age + " old");
        }
        String text = text(second, request, origin, target);
        if (keys.stream().noneMatch(key -> key.hasSealed(text, seal[1]))) {
            throw refused(request, "a seal that is not of this JWT_SECRET, or of another request");
        }
        return Optional.of(origin);
    }

    static String query(Parameters parameters) {
        return parameters.all().stream()
                .map(one -> UrlEncoding.ofEverything(one.name()) + "=" + UrlEncoding.ofEverything(one.value()))
                .collect(Collectors.joining("&"));
    }

    private static String text(long second, Sealed request, Origin origin, RegionName target) {
        return String.join(
                "\n",
                Long.toString(second),
                origin.region().value(),
                target.value(),
                origin.host(),
                origin.domain(),
                origin.client(),
                request.text());
    }

    private static S3Error refused(Sealed request, String why) {
        LOG.warn("{} {} says that a gateway passed it on, with {}", request.method(), request.rawPath(), why);
        return new S3Error(
                S3ErrorCode.ACCESS_DENIED, "This request was not passed on by a gateway of this installation.");
    }
}
