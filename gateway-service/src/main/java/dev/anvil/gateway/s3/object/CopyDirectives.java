package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.catalogue.ObjectAttributes;
import dev.anvil.gateway.catalogue.Tag;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.header.AttributeFields;
import dev.anvil.gateway.wire.Headers;
import java.util.List;

/**
 * What a copy takes over from its source. Metadata and tags are taken or replaced, each as a whole; the storage class is never
 * taken.
 */
record CopyDirectives(boolean replaceMetadata, boolean replaceTags, boolean namesStorageClass, ObjectAttributes sent) {
    static CopyDirectives of(Headers headers) {
        return new CopyDirectives(
                isReplace(headers, "x-amz-metadata-directive", "metadata"),
                isReplace(headers, "x-amz-tagging-directive", "tagging"),
                headers.contains("x-amz-storage-class"),
                AttributeFields.of(headers));
    }

    private static boolean isReplace(Headers headers, String name, String what) {
        String directive = headers.first(name).orElse("COPY");
        return switch (directive) {
            case "COPY" -> false;
            case "REPLACE" -> true;
            default ->
                throw new S3Error(S3ErrorCode.INVALID_ARGUMENT, "Unknown " + what + " directive.")
                        .with("ArgumentName", name)
                        .with("ArgumentValue", directive);
        };
    }

    boolean changeAnything() {
        return replaceMetadata || replaceTags || namesStorageClass || sent.websiteRedirect() != null;
    }

    ObjectAttributes attributes(ObjectAttributes source) {
        ObjectAttributes kept = replaceMetadata ? sent : source;
        return new ObjectAttributes(
                kept.contentType(),
                kept.cacheControl(),
                kept.contentDisposition(),
                kept.contentEncoding(),
                kept.contentLanguage(),
                kept.expires(),
                sent.websiteRedirect(),
                sent.storageClass(),
                kept.userMetadata(),
                tags(source));
    }

    List<Tag> tags(ObjectAttributes source) {
        return replaceTags ? sent.tags() : source.tags();
    }
}
