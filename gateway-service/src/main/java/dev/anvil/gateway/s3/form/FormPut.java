package dev.anvil.gateway.s3.form;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.header.TagFields;
import dev.anvil.gateway.s3.xml.UrlEncoding;
import dev.anvil.gateway.wire.Headers;
import dev.anvil.model.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The put that a form stands for: its key, and its fields as headers. */
record FormPut(ObjectKey key, Headers headers) {
    private static final Set<String> HEADERS = Set.of(
            "cache-control",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-md5",
            "content-type",
            "expires");

    static FormPut of(Form form) {
        String key = form.field("key")
                .orElseThrow(
                        () -> new S3Error(
                                S3ErrorCode.USER_KEY_MUST_BE_SPECIFIED,
                                "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields."))
                .replace("${filename}", form.fileName());
        if (!ObjectKey.isWithinLimit(key)) {
            throw new S3Error(S3ErrorCode.KEY_TOO_LONG);
        }
        Map<String, List<String>> headers = new TreeMap<>();
        form.fields().forEach((name, value) -> {
            if (HEADERS.contains(name) || name.startsWith("x-amz-") && !isOfTheSignature(name)) {
                headers.put(name, List.of(value));
            }
        });
        form.field("acl").ifPresent(acl -> headers.put("x-amz-acl", List.of(acl)));
        form.field("tagging").ifPresent(document -> headers.put("x-amz-tagging", List.of(tags(document))));
        return new FormPut(new ObjectKey(key), Headers.of(headers));
    }

    private static boolean isOfTheSignature(String name) {
        return switch (name) {
            case "x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-signature" -> true;
            default -> false;
        };
    }

    /** Forms carry a document where headers carry pairs. */
    private static String tags(String document) {
        return TagFields.of(document.getBytes(StandardCharsets.UTF_8), TagFields.MAX_OF_OBJECT).stream()
                .map(tag -> UrlEncoding.ofEverything(tag.key()) + "=" + UrlEncoding.ofEverything(tag.value()))
                .collect(Collectors.joining("&"));
    }
}
