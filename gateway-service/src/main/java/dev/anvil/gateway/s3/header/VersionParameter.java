package dev.anvil.gateway.s3.header;

import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.model.VersionId;
import java.util.Optional;

/** The version that a request names. */
public final class VersionParameter {
    private static final String NAME = "versionId";

    private VersionParameter() {}

    public static Optional<VersionId> of(S3Call call) {
        return call.parameter(NAME).map(VersionParameter::parse);
    }

    public static VersionId parse(String text) {
        if (!VersionId.isValid(text)) {
            throw new S3Error(
                            S3ErrorCode.INVALID_ARGUMENT,
                            text.isEmpty() ? "Version id cannot be the empty string" : "Invalid version id specified")
                    .with("ArgumentName", NAME)
                    .with("ArgumentValue", text);
        }
        return new VersionId(text);
    }
}
