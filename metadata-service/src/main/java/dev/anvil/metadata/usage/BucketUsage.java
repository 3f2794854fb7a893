package dev.anvil.metadata.usage;

/**
 * What a bucket holds.
 *
 * @param objects keys with a current version that is no delete marker
 * @param versions all versions but delete markers
 * @param bytes of all versions
 * @param pendingBytes of parts whose upload is neither completed nor aborted
 */
public record BucketUsage(long objects, long versions, long bytes, long pendingBytes) {
    public static final BucketUsage NOTHING = new BucketUsage(0, 0, 0, 0);

    public BucketUsage plus(BucketUsage other) {
        return new BucketUsage(
                objects + other.objects,
                versions + other.versions,
                bytes + other.bytes,
                pendingBytes + other.pendingBytes);
    }
}
