package dev.anvil.gateway.auth.signature;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Parameters;
import dev.anvil.gateway.wire.Parameters.Parameter;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What signature version 2 signs. It covers few parameters of the query: a request with one that it does not cover and that could
 * change what the request means is refused.
 */
final class OldStringToSign {
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
            PresignedOldStyle.ACCESS_KEY_ID,
            PresignedOldStyle.SIGNATURE,
            PresignedOldStyle.EXPIRES,
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

    private OldStringToSign() {}

    static void refuseUncovered(Parameters parameters) {
        for (Parameter parameter : parameters.all()) {
            String name = parameter.name();
            if (!COVERED.contains(name) && !HARMLESS.contains(name) && !isHeader(name)) {
                throw new S3Error(
                        S3ErrorCode.UNSUPPORTED_SIGNATURE,
                        "Signature version 2 does not cover the parameter '" + name
                                + "'. Please use AWS4-HMAC-SHA256.");
            }
        }
    }

    /**
     * As it may have been signed: of a bucket alone, clients sign the path with a slash at its end, which many do not send.
     *
     * @param date the moment of the request as it was sent, or the end of a presigned URL
     */
    static List<String> of(SignedRequest request, String date) {
        String path = request.rawPath();
        String asSent = of(request, date, path);
        boolean bucketAlone = request.bucketInHost().isEmpty() && path.length() > 1 && path.indexOf('/', 1) < 0;
        return bucketAlone ? List.of(asSent, of(request, date, path + "/")) : List.of(asSent);
    }

    private static String of(SignedRequest request, String date, String path) {
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
                        date)
                + "\n" + amazons + resource(request, path);
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

    private static String resource(SignedRequest request, String path) {
        String bucket = request.bucketInHost().isEmpty() ? "" : "/" + request.bucketInHost();
        String covered = request.parameters().all().stream()
                .filter(parameter -> COVERED.contains(parameter.name()))
                .sorted(Comparator.comparing(Parameter::name))
                .map(parameter ->
                        parameter.value().isEmpty() ? parameter.name() : parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining("&"));
        return bucket + path + (covered.isEmpty() ? "" : "?" + covered);
    }
}
