package dev.anvil.gateway.s3.header;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;
import java.util.Set;

/**
 * Wishes for an access control list. The owner has everything and nobody else has anything, as on AWS where the owner of the
 * bucket is enforced; so a wish for just that is granted, and every other one is refused aloud.
 */
public final class AclFields {
    private static final Set<String> OWNER_ONLY = Set.of("private", "bucket-owner-full-control", "bucket-owner-read");

    private AclFields() {}

    public static void requireOwnerOnly(Headers headers) {
        boolean others = !headers.withPrefix("x-amz-grant-").isEmpty();
        boolean canned = headers.first("x-amz-acl")
                .filter(name -> !OWNER_ONLY.contains(name))
                .isPresent();
        if (others || canned) {
            throw notSupported();
        }
    }

    public static S3Error notSupported() {
        return new S3Error(S3ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED, "The bucket does not allow ACLs");
    }
}
