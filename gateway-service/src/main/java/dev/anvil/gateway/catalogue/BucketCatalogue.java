package dev.anvil.gateway.catalogue;

import dev.anvil.model.BucketName;
import dev.anvil.model.TenantId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The buckets of every tenant. */
public interface BucketCatalogue {
    Bucket create(NewBucket bucket);

    /** Whoever owns it; empty where there is no such bucket. */
    Optional<Bucket> find(BucketName name);

    void delete(BucketName name, TenantId tenant);

    /** Buckets whose names begin with {@code prefix} and come after {@code after}; {@code limit} is at most 10,000. */
    BucketPage list(TenantId tenant, String prefix, String after, int limit);

    /** Puts a document, or removes it where {@code document} is null. */
    Bucket putSetting(BucketName name, BucketSetting setting, @Nullable String document);
}
