package dev.anvil.gateway.auth;

import java.util.Optional;

/** Finds credentials; the catalogue keeps them. Throws {@code ServiceFailure} when it cannot be asked. */
public interface CredentialDirectory {
    Optional<Credential> find(String accessKeyId);
}
