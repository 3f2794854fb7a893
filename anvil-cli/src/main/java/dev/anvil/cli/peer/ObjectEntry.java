package dev.anvil.cli.peer;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.Map;

/** An object, as listings and looks at one object describe it. */
public record ObjectEntry(
        String key, long size, String etag, Instant lastModified, String contentType, Map<String, String> metadata) {
    static ObjectEntry of(dev.anvil.api.v1.ObjectSummary summary) {
        return new ObjectEntry(
                summary.getKey(),
                summary.getSize(),
                summary.getEtag(),
                instant(summary.getLastModified()),
                "",
                Map.of());
    }

    static ObjectEntry of(dev.anvil.api.v1.ObjectInfo info) {
        return new ObjectEntry(
                info.getKey(),
                info.getContentLength(),
                info.getEtag(),
                instant(info.getLastModified()),
                info.getContentType(),
                Map.copyOf(info.getUserMetadataMap()));
    }

    static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
