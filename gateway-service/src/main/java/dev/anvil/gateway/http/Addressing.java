package dev.anvil.gateway.http;

import dev.anvil.gateway.s3.OwnerPrefix;
import dev.anvil.gateway.wire.PercentDecoder;
import java.util.Locale;

/**
 * Where a request says which bucket and key it is about: in its path, or the bucket in front of our domain and the key alone in
 * the path. Keys are kept exactly: the path is split before it is decoded, and decoded once.
 */
record Addressing(String domain) {
    /** Empty where nothing is named. */
    record Named(String bucket, String key) {}

    Named parse(String host, String rawPath) {
        String path = rawPath.startsWith("/") ? rawPath.substring(1) : rawPath;
        String bucket = bucketInFrontOf(host);
        if (!bucket.isEmpty()) {
            return new Named(bucket, PercentDecoder.path(path));
        }
        int slash = path.indexOf('/');
        String first = PercentDecoder.path(slash < 0 ? path : path.substring(0, slash));
        String key = slash < 0 ? "" : PercentDecoder.path(path.substring(slash + 1));
        return new Named(OwnerPrefix.of(first).bucket(), key);
    }

    boolean namesABucket(String host) {
        return !bucketInFrontOf(host).isEmpty();
    }

    /** Empty where the host names none. */
    String bucketInFrontOf(String host) {
        if (domain.isEmpty()) {
            return "";
        }
        String name = withoutPort(host).toLowerCase(Locale.ROOT);
        return name.endsWith("." + domain) ? name.substring(0, name.length() - domain.length() - 1) : "";
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon >= 0
                        && colon + 1 < host.length()
                        && host.chars().skip(colon + 1).allMatch(digit -> digit >= '0' && digit <= '9')
                ? host.substring(0, colon)
                : host;
    }
}
