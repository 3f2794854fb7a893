package dev.anvil.metadata.rpc;

import dev.anvil.metadata.object.Guards;
import dev.anvil.metadata.object.Hold;
import dev.anvil.metadata.object.Retention;
import dev.anvil.metadata.v1.RetentionMode;
import dev.anvil.metadata.v1.UpdateObjectRequest;
import dev.anvil.runtime.failure.ServiceFailure;
import java.time.Instant;

/** What guards versions. */
final class GuardMessages {
    private GuardMessages() {}

    static Guards guards(dev.anvil.metadata.v1.Guards message) {
        return new Guards(
                message.hasRetention() ? retention(message.getRetention()) : null,
                message.hasLegalHold() ? message.getLegalHold() : null,
                PlainText.of("the encryption", message.getEncryption()));
    }

    static dev.anvil.metadata.v1.Guards message(Guards guards) {
        var message = dev.anvil.metadata.v1.Guards.newBuilder().setEncryption(guards.encryption());
        Retention retention = guards.retention();
        if (retention != null) {
            message.setRetention(dev.anvil.metadata.v1.Retention.newBuilder()
                    .setMode(
                            switch (retention.mode()) {
                                case GOVERNANCE -> RetentionMode.RETENTION_MODE_GOVERNANCE;
                                case COMPLIANCE -> RetentionMode.RETENTION_MODE_COMPLIANCE;
                            })
                    .setUntilMillis(retention.until().toEpochMilli()));
        }
        Boolean legalHold = guards.legalHold();
        if (legalHold != null) {
            message.setLegalHold(legalHold);
        }
        return message.build();
    }

    static Hold hold(UpdateObjectRequest message) {
        boolean lifts = message.getRetention().getMode() == RetentionMode.RETENTION_MODE_UNSPECIFIED;
        return new Hold(
                message.hasRetention(),
                lifts ? null : retention(message.getRetention()),
                message.hasLegalHold() ? message.getLegalHold() : null,
                message.getBypassGovernance());
    }

    private static Retention retention(dev.anvil.metadata.v1.Retention message) {
        Retention.Mode mode = switch (message.getMode()) {
            case RETENTION_MODE_GOVERNANCE -> Retention.Mode.GOVERNANCE;
            case RETENTION_MODE_COMPLIANCE -> Retention.Mode.COMPLIANCE;
            case RETENTION_MODE_UNSPECIFIED, UNRECOGNIZED ->
                throw ServiceFailure.invalid("retention has a mode, governance or compliance");
        };
        return new Retention(mode, Instant.ofEpochMilli(message.getUntilMillis()));
    }
}
