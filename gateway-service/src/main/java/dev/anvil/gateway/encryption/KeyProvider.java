package dev.anvil.gateway.encryption;

import dev.anvil.gateway.catalogue.EncryptionContext;
import dev.anvil.gateway.catalogue.NamedKey;

/**
 * Who keeps the keys that have names: a key management service, or this installation itself. Data keys are wrapped and opened
 * here; a named key itself is never handed out. What is wrapped is kept in the catalogue as text, which is the provider's own.
 */
public interface KeyProvider {
    /** Whether something new may be encrypted under it. What lies under it already is opened whatever this says. */
    boolean has(NamedKey key);

    String wrap(NamedKey key, EncryptionContext context, byte[] dataKey);

    byte[] unwrap(NamedKey key, EncryptionContext context, String wrapped);
}
