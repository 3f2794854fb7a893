package dev.anvil.gateway.s3.header;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;
import java.util.List;

/** Headers that ask for a protection that we do not give yet. To pass them over would be a lie about where bytes lie and how. */
public final class UnservedFields {
    private static final List<String> FIELDS = List.of(
            "x-amz-server-side-encryption",
            "x-amz-server-side-encryption-customer-algorithm",
            "x-amz-server-side-encryption-customer-key",
            "x-amz-object-lock-mode",
            "x-amz-object-lock-retain-until-date",
            "x-amz-object-lock-legal-hold");

    private UnservedFields() {}

    public static void refuse(Headers headers) {
        AclFields.requireOwnerOnly(headers);
        for (String field : FIELDS) {
            if (headers.contains(field)) {
                throw new S3Error(
                                S3ErrorCode.NOT_IMPLEMENTED,
                                "A header you provided implies functionality that is not implemented.")
                        .with("Header", field);
            }
        }
    }
}
