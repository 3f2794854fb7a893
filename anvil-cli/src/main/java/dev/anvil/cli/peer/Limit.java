package dev.anvil.cli.peer;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The most that there may be, as a change: null stays as it is, empty is no limit any more. */
public record Limit(@Nullable OptionalLong bytes, @Nullable OptionalLong objects) {
    dev.anvil.metadata.v1.QuotaChange message() {
        dev.anvil.metadata.v1.QuotaChange.Builder change = dev.anvil.metadata.v1.QuotaChange.newBuilder();
        if (bytes != null) {
            change.setBytes(bytes.orElse(-1));
        }
        if (objects != null) {
            change.setObjects(objects.orElse(-1));
        }
        return change.build();
    }
}
