package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What was acknowledged, and has to read back byte for byte. */
final class StoredObjects {
    private record Kept(long seed, int size) {}

    private final String bucket;
    private final Map<String, Kept> objects = new ConcurrentHashMap<>();

    StoredObjects(String bucket) {
        this.bucket = bucket;
    }

    void put(S3Client s3, String key, int size) {
        Kept kept = new Kept(key.hashCode() * 31L + size, size);
        s3.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromBytes(SomeBytes.of(kept.seed(), size)));
        objects.put(key, kept);
    }

    void delete(S3Client s3, String key) {
        s3.deleteObject(b -> b.bucket(bucket).key(key));
        objects.remove(key);
    }

    List<String> keys() {
        return objects.keySet().stream().sorted().toList();
    }

    void readBack(S3Client s3, String key, String when) {
        Kept kept = objects.get(key);
        if (kept != null) {
            assertThat(s3.getObjectAsBytes(b -> b.bucket(bucket).key(key)).asByteArrayUnsafe())
                    .as("%s %s", key, when)
                    .isEqualTo(SomeBytes.of(kept.seed(), kept.size()));
        }
    }

    void allReadBack(S3Client s3, String when) {
        keys().forEach(key -> readBack(s3, key, when));
    }
}
