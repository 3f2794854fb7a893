package dev.anvil.gateway.s3.header;

import dev.anvil.gateway.catalogue.ObjectAttributes;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an object carries beside its bytes, from the headers of the request that makes it and back to those of readers. */
public final class AttributeFields {
    public static final String STANDARD = "STANDARD";
    private static final String DEFAULT_CONTENT_TYPE = "binary/octet-stream";
    private static final String META = "x-amz-meta-";
    /** S3's limit on names and values together. */
    private static final int MAX_METADATA_BYTES = 2048;

    private static final Set<String> STORAGE_CLASSES = Set.of(
            STANDARD,
            "REDUCED_REDUNDANCY",
            "STANDARD_IA",
            "ONEZONE_IA",
            "INTELLIGENT_TIERING",
            "GLACIER",
            "DEEP_ARCHIVE",
            "GLACIER_IR",
            "OUTPOSTS",
            "EXPRESS_ONEZONE");

    private AttributeFields() {}

    public static ObjectAttributes of(Headers headers) {
        return new ObjectAttributes(
                headers.get("content-type"),
                headers.get("cache-control"),
                headers.get("content-disposition"),
                contentEncoding(headers),
                headers.get("content-language"),
                headers.get("expires"),
                redirect(headers),
                storageClass(headers),
                userMetadata(headers),
                TagFields.of(headers));
    }

    /** {@code aws-chunked} tells how the body travels, not what the object is. */
    private static @Nullable String contentEncoding(Headers headers) {
        String field = headers.get("content-encoding");
        if (field == null) {
            return null;
        }
        String encodings = Arrays.stream(field.split(",", -1))
                .map(String::strip)
                .filter(encoding -> !encoding.isEmpty() && !encoding.equalsIgnoreCase("aws-chunked"))
                .collect(Collectors.joining(", "));
        return encodings.isEmpty() ? null : encodings;
    }

    private static @Nullable String redirect(Headers headers) {
        String location = headers.get("x-amz-website-redirect-location");
        if (location != null
                && !location.startsWith("/")
                && !location.startsWith("http://")
                && !location.startsWith("https://")) {
            throw new S3Error(
                    S3ErrorCode.INVALID_ARGUMENT,
                    "The website redirect location must have a prefix of 'http://' or 'https://' or '/'.");
        }
        return location;
    }

    /** Null means the standard one. */
    public static @Nullable String storageClass(Headers headers) {
        String storageClass = headers.get("x-amz-storage-class");
        if (storageClass == null || storageClass.equals(STANDARD)) {
            return null;
        }
        if (!STORAGE_CLASSES.contains(storageClass)) {
            throw new S3Error(S3ErrorCode.INVALID_STORAGE_CLASS);
        }
        return storageClass;
    }

    private static Map<String, String> userMetadata(Headers headers) {
        Map<String, String> metadata = headers.withPrefix(META);
        int bytes = metadata.entrySet().stream()
                .mapToInt(entry -> length(entry.getKey()) + length(entry.getValue()))
                .sum();
        if (bytes > MAX_METADATA_BYTES) {
            throw new S3Error(S3ErrorCode.METADATA_TOO_LARGE)
                    .with("Size", Integer.toString(bytes))
                    .with("MaxSizeAllowed", Integer.toString(MAX_METADATA_BYTES));
        }
        return metadata;
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    public static S3Response addTo(S3Response response, ObjectAttributes attributes) {
        S3Response answer = response.header(
                        "Content-Type",
                        attributes.contentType() == null ? DEFAULT_CONTENT_TYPE : attributes.contentType())
                .header("Cache-Control", attributes.cacheControl())
                .header("Content-Disposition", attributes.contentDisposition())
                .header("Content-Encoding", attributes.contentEncoding())
                .header("Content-Language", attributes.contentLanguage())
                .header("Expires", attributes.expires())
                .header("x-amz-website-redirect-location", attributes.websiteRedirect())
                .header("x-amz-storage-class", attributes.storageClass());
        for (Map.Entry<String, String> entry : attributes.userMetadata().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .toList()) {
            answer = answer.header(META + entry.getKey(), entry.getValue());
        }
        List<?> tags = attributes.tags();
        return tags.isEmpty() ? answer : answer.header("x-amz-tagging-count", tags.size());
    }
}
