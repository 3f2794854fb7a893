package dev.anvil.gateway.catalogue;

import java.util.Optional;

/** The apps of every tenant, by their client id, which S3 calls the access key id. */
public interface CredentialSource {
    Optional<Credential> find(String clientId);
}
