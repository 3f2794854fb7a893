package dev.anvil.gateway.catalogue;

import dev.anvil.model.BlobId;
import java.util.Set;

/** Takes note of shards that are missing or corrupt, so that they are repaired. Never waits and never fails. */
public interface DamageReports {
    void note(BlobId blob, Set<Integer> slots, String reason);
}
