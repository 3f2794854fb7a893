package dev.anvil.gateway.s3.encryption;

import dev.anvil.gateway.catalogue.EncryptionContext;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;
import java.util.Optional;

/** The headers that ask for encryption under a key that is not the client's. */
final class EncryptionFields {
    static final String ALGORITHM = "x-amz-server-side-encryption";
    static final String AES256 = "AES256";
    static final String KMS = "aws:kms";
    static final String KMS_TWICE = "aws:kms:dsse";
    static final String KMS_KEY = "x-amz-server-side-encryption-aws-kms-key-id";
    static final String CONTEXT = "x-amz-server-side-encryption-context";
    static final String BUCKET_KEY = "x-amz-server-side-encryption-bucket-key-enabled";

    private EncryptionFields() {}

    static Optional<EncryptionWish> wish(Headers headers) {
        String algorithm = headers.get(ALGORITHM);
        return switch (algorithm) {
            case null -> {
                refuseKmsFields(headers, "");
                yield Optional.empty();
            }
            case AES256 -> {
                refuseKmsFields(headers, algorithm);
                yield Optional.of(new EncryptionWish.OurKey());
            }
            case KMS ->
                Optional.of(new EncryptionWish.Named(
                        headers.first(KMS_KEY).map(String::strip).filter(name -> !name.isEmpty()),
                        headers.first(CONTEXT).map(ContextField::parse).orElse(EncryptionContext.NONE),
                        headers.first(BUCKET_KEY)
                                .filter("true"::equalsIgnoreCase)
                                .isPresent()));
            case KMS_TWICE -> throw notTwice();
            default -> throw invalid(algorithm, "The encryption method specified is not supported");
        };
    }

    private static void refuseKmsFields(Headers headers, String algorithm) {
        if (headers.contains(KMS_KEY)) {
            throw invalid(
                    algorithm,
                    "Server Side Encryption with AWS KMS managed key requires HTTP header "
                            + "x-amz-server-side-encryption : aws:kms");
        }
    }

    static S3Error conflict() {
        return new S3Error(
                S3ErrorCode.INVALID_ARGUMENT,
                "Server Side Encryption with Customer provided key is incompatible with the encryption method specified");
    }

    static S3Error notTwice() {
        return new S3Error(
                S3ErrorCode.NOT_IMPLEMENTED,
                "Encryption in two layers (aws:kms:dsse) is not implemented. Use aws:kms.");
    }

    private static S3Error invalid(String value, String message) {
        return new S3Error(S3ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", ALGORITHM)
                .with("ArgumentValue", value);
    }
}
