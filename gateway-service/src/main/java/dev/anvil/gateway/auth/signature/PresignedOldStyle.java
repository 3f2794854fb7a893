package dev.anvil.gateway.auth.signature;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Parameters;
import dev.anvil.gateway.wire.Parameters.Parameter;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A URL presigned by signature version 2. AWS CLI and boto3 still make such URLs, by default, in the region {@code us-east-1}.
 * The old signature covers few parameters of the query: a URL with one that it does not cover and that could change what the
 * request means is refused.
 */
record PresignedOldStyle(String accessKeyId, String signature, long expires) {
    static final String ACCESS_KEY_ID = "AWSAccessKeyId";
    static final String SIGNATURE = "Signature";
    private static final String EXPIRES = "Expires";

    private static final Set<String> COVERED = Set.of(
            "accelerate",
            "acl",
            "analytics",
            "cors",
            "defaultObjectAcl",
            "delete",
            "inventory",
            "lifecycle",
            "location",
            "logging",
            "metrics",
            "notification",
            "object-lock",
            "partNumber",
            "policy",
            "replication",
            "requestPayment",
            "response-cache-control",
            "response-content-disposition",
            "response-content-encoding",
            "response-content-language",
            "response-content-type",
            "response-expires",
            "restore",
            "select",
            "select-type",
            "storageClass",
            "tagging",
            "torrent",
            "uploadId",
            "uploads",
            "versionId",
            "versioning",
            "versions",
            "website");

    /** Not covered, and with no power but to choose what of a listing is shown. */
    private static final Set<String> HARMLESS = Set.of(
            ACCESS_KEY_ID,
            SIGNATURE,
            EXPIRES,
            "continuation-token",
            "delimiter",
            "encoding-type",
            "fetch-owner",
            "key-marker",
            "list-type",
            "marker",
            "max-keys",
            "max-parts",
            "max-uploads",
            "part-number-marker",
            "prefix",
            "start-after",
            "upload-id-marker",
            "version-id-marker",
            "x-id");

    /** Header fields that take part in the signature beside {@code x-amz-*}, and may be moved into the query like those. */
    private static final Set<String> PLAIN_HEADERS = Set.of("content-md5", "content-type");

    static boolean isIn(Parameters parameters) {
        return parameters.contains(SIGNATURE) && parameters.contains(ACCESS_KEY_ID);
    }

    static PresignedOldStyle parse(Parameters parameters) {
        long expires;
        try {
            expires = Long.parseLong(parameters.first(EXPIRES).orElse(""));
        } catch (NumberFormatException e) {
            throw new S3Error(
                    S3ErrorCode.ACCESS_DENIED,
                    "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters;"
                            + " Expires counts seconds since 1970.");
        }
        for (Parameter parameter : parameters.all()) {
            String name = parameter.name();
            if (!COVERED.contains(name) && !HARMLESS.contains(name) && !isHeader(name)) {
                throw new S3Error(
                        S3ErrorCode.UNSUPPORTED_SIGNATURE,
                        "Signature version 2 does not cover the parameter '" + name
                                + "'. Please use AWS4-HMAC-SHA256.");
            }
        }
        return new PresignedOldStyle(
                parameters.first(ACCESS_KEY_ID).orElse(""),
                parameters.first(SIGNATURE).orElse(""),
                expires);
    }

    void checkTime(Instant now) {
        if (now.getEpochSecond() > expires) {
            throw new S3Error(S3ErrorCode.ACCESS_DENIED, "Request has expired")
                    .with("Expires", Instant.ofEpochSecond(expires).toString())
                    .with("ServerTime", now.toString());
        }
    }

    String stringToSign(SignedRequest request) {
        SortedMap<String, String> headers = headers(request);
        String amazons = headers.entrySet().stream()
                .filter(header -> !PLAIN_HEADERS.contains(header.getKey()))
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        return String.join(
                        "\n",
                        request.method(),
                        headers.getOrDefault("content-md5", ""),
                        headers.getOrDefault("content-type", ""),
                        String.valueOf(expires))
                + "\n" + amazons + resource(request);
    }

    private static SortedMap<String, String> headers(SignedRequest request) {
        SortedMap<String, String> headers = new TreeMap<>();
        for (Parameter parameter : request.parameters().all()) {
            if (isHeader(parameter.name())) {
                headers.put(parameter.name(), parameter.value().strip());
            }
        }
        for (String name : request.headers().names()) {
            if (isHeader(name)) {
                headers.put(
                        name,
                        request.headers().all(name).stream().map(String::strip).collect(Collectors.joining(",")));
            }
        }
        return headers;
    }

    private static boolean isHeader(String name) {
        return name.startsWith("x-amz-") || PLAIN_HEADERS.contains(name);
    }

    private static String resource(SignedRequest request) {
        String bucket = request.bucketInHost().isEmpty() ? "" : "/" + request.bucketInHost();
        String covered = request.parameters().all().stream()
                .filter(parameter -> COVERED.contains(parameter.name()))
                .sorted(Comparator.comparing(Parameter::name))
                .map(parameter ->
                        parameter.value().isEmpty() ? parameter.name() : parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining("&"));
        return bucket + request.rawPath() + (covered.isEmpty() ? "" : "?" + covered);
    }
}
