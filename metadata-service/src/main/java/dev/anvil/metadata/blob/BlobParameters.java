package dev.anvil.metadata.blob;

import dev.anvil.model.ShardPlacement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A new blob as the parameters that commit_object and commit_part share. */
public final class BlobParameters {
    /** The parameters' part of a call, in the functions' order. */
    public static final String SQL = """
            :blob, :length, :data::smallint, :parity::smallint, :unitBytes, :placement, :strays, :repair,
            :oldest, :newest""";

    private final BlobRules rules;

    public BlobParameters(BlobRules rules) {
        this.rules = rules;
    }

    /** The birth is that of the commit itself; the blob's shards are judged with it. */
    public void put(Map<String, @Nullable Object> parameters, @Nullable NewBlob blob, @Nullable Instant birth) {
        BlobLayout layout = blob == null ? null : blob.layout();
        parameters.put("blob", layout == null ? null : layout.id().value());
        parameters.put("length", layout == null ? null : layout.length());
        parameters.put("data", layout == null ? null : layout.scheme().data());
        parameters.put("parity", layout == null ? null : layout.scheme().parity());
        parameters.put("unitBytes", layout == null ? null : layout.unitBytes());
        parameters.put("placement", layout == null ? null : layout.placement().toBytes());
        List<ShardPlacement> strays = blob == null ? List.of() : blob.strays();
        parameters.put("strays", strays.isEmpty() ? null : Placement.bytes(List.copyOf(strays)));
        parameters.put("repair", blob != null && blob.incomplete());
        Instant oldest = birth;
        Instant newest = birth;
        for (ShardPlacement slot : layout == null
                ? List.<ShardPlacement>of()
                : layout.placement().written().toList()) {
            Instant shard = slot.shard().birth();
            oldest = oldest == null || shard.isBefore(oldest) ? shard : oldest;
            newest = newest == null || shard.isAfter(newest) ? shard : newest;
        }
        parameters.put("oldest", timestampOrNull(oldest));
        parameters.put("newest", timestampOrNull(newest));
        putRules(parameters);
    }

    public void putRules(Map<String, @Nullable Object> parameters) {
        parameters.put("commitAge", interval(rules.commitAge()));
        parameters.put("reclaimDelay", interval(rules.reclaimDelay()));
    }

    public static @Nullable OffsetDateTime timestampOrNull(@Nullable Instant instant) {
        return instant == null ? null : timestamp(instant);
    }

    public static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** For a parameter that is cast to an interval. */
    static String interval(Duration duration) {
        return duration.toMillis() + " milliseconds";
    }
}
