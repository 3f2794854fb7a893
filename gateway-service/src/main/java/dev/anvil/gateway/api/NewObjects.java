package dev.anvil.gateway.api;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.Encryption;
import dev.anvil.gateway.catalogue.Guards;
import dev.anvil.gateway.catalogue.Retention;
import dev.anvil.gateway.catalogue.Upload;
import dev.anvil.gateway.encryption.KeyRing;
import dev.anvil.gateway.encryption.Sealing;
import dev.anvil.gateway.s3.encryption.BucketEncryption;
import dev.anvil.gateway.s3.lock.BucketLock;
import dev.anvil.runtime.failure.ServiceFailure;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What buckets demand of objects that come by this API: the same as of those that come by S3. */
final class NewObjects {
    /** How an object is guarded, and what encrypts it. */
    record Guarded(Guards guards, Optional<Sealing> sealing) {}

    private final KeyRing keys;
    private final InstantSource clock;

    NewObjects(KeyRing keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    Guarded in(Bucket bucket) {
        Optional<Sealing> sealing = BucketEncryption.wishOf(bucket).map(wish -> wish.seal(keys, bucket));
        Encryption encryption = sealing.map(Sealing::encryption).orElse(null);
        return new Guarded(new Guards(retention(bucket), null, encryption), sealing);
    }

    @Nullable
    Retention retention(Bucket bucket) {
        return BucketLock.of(bucket)
                .flatMap(lock -> lock.retention(clock.instant()))
                .orElse(null);
    }

    /** A part is encrypted as its upload said. */
    Optional<Sealing> of(Upload upload) {
        return switch (upload.attributes().guards().encryption()) {
            case null -> Optional.empty();
            case Encryption.ByService by -> Optional.of(new Sealing(keys.open(by), by));
            case Encryption.ByNamedKey by -> Optional.of(new Sealing(keys.open(by), by));
            case Encryption.ByCustomer by ->
                throw new ServiceFailure(
                        ServiceFailure.Kind.INVALID,
                        "INVALID_REQUEST",
                        "the upload was begun by S3 with a key of its client's, which this API cannot send");
        };
    }
}
