package dev.anvil.gateway.auth;

import dev.anvil.gateway.catalogue.Credential;
import java.util.Optional;

/** Finds credentials by access key id. What it answers may be some seconds old. */
@FunctionalInterface
public interface CredentialDirectory {
    Optional<Credential> find(String accessKeyId);
}
