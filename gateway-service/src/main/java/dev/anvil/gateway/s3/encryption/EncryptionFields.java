package dev.anvil.gateway.s3.encryption;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;

/** The header that asks for encryption under a key of ours. */
final class EncryptionFields {
    static final String ALGORITHM = "x-amz-server-side-encryption";
    static final String AES256 = "AES256";
    private static final String KMS_KEY = "x-amz-server-side-encryption-aws-kms-key-id";

    private EncryptionFields() {}

    static boolean askForOurKey(Headers headers) {
        String algorithm = headers.get(ALGORITHM);
        if (algorithm == null) {
            if (headers.contains(KMS_KEY)) {
                throw invalid(
                        "",
                        "Server Side Encryption with AWS KMS managed key requires HTTP header "
                                + "x-amz-server-side-encryption : aws:kms");
            }
            return false;
        }
        return switch (algorithm) {
            case AES256 -> {
                if (headers.contains(KMS_KEY)) {
                    throw invalid(
                            algorithm,
                            "Server Side Encryption with AWS KMS managed key requires HTTP header "
                                    + "x-amz-server-side-encryption : aws:kms");
                }
                yield true;
            }
            case "aws:kms", "aws:kms:dsse" -> {
                if (headers.contains("x-amz-server-side-encryption-customer-algorithm")) {
                    throw conflict();
                }
                throw noKeyService();
            }
            default -> throw invalid(algorithm, "The encryption method specified is not supported");
        };
    }

    static S3Error conflict() {
        return new S3Error(
                S3ErrorCode.INVALID_ARGUMENT,
                "Server Side Encryption with Customer provided key is incompatible with the encryption method specified");
    }

    static S3Error noKeyService() {
        return new S3Error(
                S3ErrorCode.NOT_IMPLEMENTED,
                "Encryption under keys of a key management service is not " + "implemented. Use AES256.");
    }

    private static S3Error invalid(String value, String message) {
        return new S3Error(S3ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", ALGORITHM)
                .with("ArgumentValue", value);
    }
}
