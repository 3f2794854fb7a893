package dev.anvil.gateway.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.anvil.gateway.auth.CredentialDirectory;
import dev.anvil.gateway.catalogue.ChangeListener;
import dev.anvil.gateway.catalogue.Credential;
import dev.anvil.gateway.catalogue.CredentialSource;
import dev.anvil.model.BucketName;
import java.time.InstantSource;
import java.util.Optional;

/** Credentials by access key id. */
final class CachedCredentials implements CredentialDirectory, ChangeListener {
    private final RememberedAnswers<String, Credential> answers;
    private final InstantSource clock;

    CachedCredentials(CacheSettings settings, Ticker ticker, CredentialSource source, InstantSource clock) {
        this.clock = clock;
        this.answers = new RememberedAnswers<>(settings, ticker, source::find);
    }

    @Override
    public Optional<Credential> find(String accessKeyId) {
        // An end that was set beforehand comes without a word of the catalogue.
        return answers.find(accessKeyId).flatMap(credential -> credential.asOf(clock.instant()));
    }

    @Override
    public void bucketChanged(BucketName bucket) {}

    @Override
    public void credentialChanged(String clientId) {
        answers.forget(clientId);
    }

    @Override
    public void everythingChanged() {
        answers.doubtAll();
    }
}
