package dev.anvil.gateway.encryption;

import dev.anvil.gateway.catalogue.Encryption;
import dev.anvil.gateway.catalogue.EncryptionContext;
import dev.anvil.gateway.catalogue.NamedKey;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes keys, wraps them under the key of the installation or under one with a name, and finds them again. Wrapping takes a key
 * that is derived from the installation's for this purpose, because that one also protects secrets of apps.
 */
public final class KeyRing {
    private static final int SALT_BYTES = 16;
    private static final byte[] UNBOUND = {};

    private final SecureRandom random = new SecureRandom();
    private final InstallationKeys installation;
    private final KeyProvider named;
    private final Optional<String> nameByDefault;

    /** @param nameByDefault of the key for who asks for one with a name and names none; nobody may where it is empty */
    KeyRing(InstallationKeys installation, KeyProvider named, Optional<String> nameByDefault) {
        this.installation = installation;
        this.named = named;
        this.nameByDefault = nameByDefault;
    }

    /** The first key wraps; what former ones have wrapped is opened still. Every name is a key. */
    public static KeyRing of(byte[]... installationKeys) {
        InstallationKeys keys = new InstallationKeys(List.of(installationKeys));
        return new KeyRing(
                keys, new LocalKeyProvider(keys, Set.of()), Optional.of(EncryptionSettings.DEFAULT_KEY_NAME));
    }

    /** A fresh key of our own. */
    public Sealing seal() {
        Map.Entry<String, byte[]> current = installation.current();
        DataKey key = new DataKey(random(DataKey.BYTES));
        String wrapped = KeyWrap.wrap(wrapping(current.getValue()), key.bytes(), UNBOUND, random);
        return new Sealing(key, new Encryption.ByService(current.getKey(), wrapped));
    }

    /** The key of what was encrypted by us. */
    public DataKey open(Encryption.ByService by) {
        return new DataKey(KeyWrap.unwrap(wrapping(installation.withId(by.keyId())), by.wrappedKey(), UNBOUND));
    }

    public boolean has(NamedKey key) {
        return named.has(key);
    }

    public Optional<String> nameByDefault() {
        return nameByDefault;
    }

    /** A fresh key under one with a name. */
    public Sealing seal(NamedKey under, EncryptionContext context, boolean bucketKey) {
        DataKey key = new DataKey(random(DataKey.BYTES));
        String wrapped = named.wrap(under, context, key.bytes());
        return new Sealing(key, new Encryption.ByNamedKey(under, context, bucketKey, wrapped));
    }

    public DataKey open(Encryption.ByNamedKey by) {
        return new DataKey(named.unwrap(by.key(), by.context(), by.wrappedKey()));
    }

    /** The key that a client brings. */
    public Sealing seal(byte[] customerKey) {
        byte[] salt = random(SALT_BYTES);
        return new Sealing(
                new DataKey(customerKey),
                new Encryption.ByCustomer(base64(salt), base64(Macs.derive(customerKey, "anvil key check", salt))));
    }

    public boolean isKeyOf(Encryption.ByCustomer by, byte[] customerKey) {
        byte[] check =
                Macs.derive(customerKey, "anvil key check", Base64.getDecoder().decode(by.salt()));
        return MessageDigest.isEqual(check, Base64.getDecoder().decode(by.check()));
    }

    public DataKey keyOf(byte[] customerKey) {
        return new DataKey(customerKey);
    }

    private static SecretKeySpec wrapping(byte[] installationKey) {
        return new SecretKeySpec(Macs.derive(installationKey, "anvil object keys", UNBOUND), "AES");
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
