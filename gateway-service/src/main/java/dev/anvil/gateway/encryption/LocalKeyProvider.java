package dev.anvil.gateway.encryption;

import dev.anvil.gateway.catalogue.EncryptionContext;
import dev.anvil.gateway.catalogue.NamedKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;

/**
 * Named keys without a service that keeps them: each is derived from the key of the installation, its tenant and its name, so that
 * there is nothing to keep, and every gateway has the same ones. What former keys of the installation have wrapped is opened.
 */
final class LocalKeyProvider implements KeyProvider {
    private final InstallationKeys installation;
    private final Set<String> names;
    private final SecureRandom random = new SecureRandom();

    /** @param names those that there are; where there are none, every name is a key from its first use */
    LocalKeyProvider(InstallationKeys installation, Set<String> names) {
        this.installation = installation;
        this.names = Set.copyOf(names);
    }

    @Override
    public boolean has(NamedKey key) {
        return names.isEmpty() || names.contains(key.name());
    }

    @Override
    public String wrap(NamedKey key, EncryptionContext context, byte[] dataKey) {
        Map.Entry<String, byte[]> current = installation.current();
        return current.getKey() + ":" + KeyWrap.wrap(derive(current.getValue(), key), dataKey, bound(context), random);
    }

    @Override
    public byte[] unwrap(NamedKey key, EncryptionContext context, String wrapped) {
        int colon = wrapped.indexOf(':');
        byte[] under = installation.withId(wrapped.substring(0, Math.max(colon, 0)));
        return KeyWrap.unwrap(derive(under, key), wrapped.substring(colon + 1), bound(context));
    }

    private static SecretKeySpec derive(byte[] installationKey, NamedKey key) {
        byte[] name = (key.owner() + "/" + key.name()).getBytes(StandardCharsets.UTF_8);
        return new SecretKeySpec(Macs.derive(installationKey, "anvil named key", name), "AES");
    }

    private static byte[] bound(EncryptionContext context) {
        return context.json().getBytes(StandardCharsets.UTF_8);
    }
}
