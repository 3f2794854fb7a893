package dev.anvil.gateway.catalogue;

import dev.anvil.gateway.acl.Acl;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client said about an object, kept and given back as it was. Names of user metadata are in lower case and without
 * {@code x-amz-meta-}.
 *
 * @param acl null where it belongs to the bucket's owner and is private
 */
public record ObjectAttributes(
        @Nullable String contentType,
        @Nullable String cacheControl,
        @Nullable String contentDisposition,
        @Nullable String contentEncoding,
        @Nullable String contentLanguage,
        @Nullable String expires,
        @Nullable String websiteRedirect,
        @Nullable String storageClass,
        Map<String, String> userMetadata,
        List<Tag> tags,
        Guards guards,
        @Nullable Acl acl) {
    public static final ObjectAttributes NONE =
            new ObjectAttributes(null, null, null, null, null, null, null, null, Map.of(), List.of());

    /** Of an unguarded version. */
    public ObjectAttributes(
            @Nullable String contentType,
            @Nullable String cacheControl,
            @Nullable String contentDisposition,
            @Nullable String contentEncoding,
            @Nullable String contentLanguage,
            @Nullable String expires,
            @Nullable String websiteRedirect,
            @Nullable String storageClass,
            Map<String, String> userMetadata,
            List<Tag> tags) {
        this(
                contentType,
                cacheControl,
                contentDisposition,
                contentEncoding,
                contentLanguage,
                expires,
                websiteRedirect,
                storageClass,
                userMetadata,
                tags,
                Guards.NONE,
                null);
    }

    public ObjectAttributes with(Guards other) {
        return new ObjectAttributes(
                contentType,
                cacheControl,
                contentDisposition,
                contentEncoding,
                contentLanguage,
                expires,
                websiteRedirect,
                storageClass,
                userMetadata,
                tags,
                other,
                acl);
    }

    public ObjectAttributes withAcl(@Nullable Acl other) {
        return new ObjectAttributes(
                contentType,
                cacheControl,
                contentDisposition,
                contentEncoding,
                contentLanguage,
                expires,
                websiteRedirect,
                storageClass,
                userMetadata,
                tags,
                guards,
                other);
    }

    public ObjectAttributes {
        userMetadata = Map.copyOf(userMetadata);
        tags = List.copyOf(tags);
    }
}
