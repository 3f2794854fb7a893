package dev.anvil.gateway.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.BucketCatalogue;
import dev.anvil.gateway.catalogue.ChangeListener;
import dev.anvil.gateway.s3.BucketDirectory;
import dev.anvil.model.BucketName;
import java.util.Optional;

/** Buckets by name. */
final class CachedBuckets implements BucketDirectory, ChangeListener {
    private final RememberedAnswers<BucketName, Bucket> answers;

    CachedBuckets(CacheSettings settings, Ticker ticker, BucketCatalogue catalogue) {
        this.answers = new RememberedAnswers<>(settings, ticker, catalogue::find);
    }

    @Override
    public Optional<Bucket> find(BucketName name) {
        return answers.find(name);
    }

    @Override
    public Optional<Bucket> findAnew(BucketName name) {
        return answers.findAnew(name);
    }

    @Override
    public void bucketChanged(BucketName bucket) {
        answers.forget(bucket);
    }

    @Override
    public void credentialChanged(String clientId) {}

    @Override
    public void everythingChanged() {
        answers.doubtAll();
    }
}
