package dev.anvil.gateway.s3;

import dev.anvil.gateway.wire.PercentDecoder;

/**
 * {@code TENANT:BUCKET}, as clients of Ceph name another tenant's bucket. Buckets have names of their own here, so the tenant is but
 * what the client believes of the owner; it may be left empty.
 */
public record OwnerPrefix(String tenant, String bucket) {
    public static OwnerPrefix of(String name) {
        int colon = name.indexOf(':');
        return colon < 0
                ? new OwnerPrefix("", name)
                : new OwnerPrefix(name.substring(0, colon), name.substring(colon + 1));
    }

    /** What the path of a call says. */
    public static OwnerPrefix of(S3Call call) {
        String path = call.endpoint().path();
        String first = path.startsWith("/") ? path.substring(1) : path;
        int slash = first.indexOf('/');
        return of(PercentDecoder.path(slash < 0 ? first : first.substring(0, slash)));
    }
}
