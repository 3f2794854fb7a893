package dev.anvil.metadata.object;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client said about an object, kept and given back as it was. Empty text means that it said nothing.
 *
 * @param acl who may do what with it, as the gateway writes that
 */
public record ObjectAttributes(
        String contentType,
        String cacheControl,
        String contentDisposition,
        String contentEncoding,
        String contentLanguage,
        String expires,
        String websiteRedirect,
        String storageClass,
        Map<String, String> userMetadata,
        Guards guards,
        String acl) {
    public static final ObjectAttributes NONE = new ObjectAttributes("", "", "", "", "", "", "", "", Map.of());

    /** Of an unguarded version. */
    public ObjectAttributes(
            String contentType,
            String cacheControl,
            String contentDisposition,
            String contentEncoding,
            String contentLanguage,
            String expires,
            String websiteRedirect,
            String storageClass,
            Map<String, String> userMetadata) {
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
                Guards.NONE,
                "");
    }

    public ObjectAttributes with(Guards more) {
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
                more,
                acl);
    }

    public ObjectAttributes withAcl(String other) {
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
                guards,
                other);
    }

    public ObjectAttributes {
        userMetadata = Collections.unmodifiableMap(new TreeMap<>(userMetadata));
    }
}
