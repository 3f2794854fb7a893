package dev.anvil.cli.peer;

/** What a bucket or a tenant holds. */
public record Usage(long objects, long versions, long bytes, long pendingBytes) {
    static Usage of(dev.anvil.metadata.v1.Usage usage) {
        return new Usage(usage.getObjects(), usage.getVersions(), usage.getBytes(), usage.getPendingBytes());
    }
}
