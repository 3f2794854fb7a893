package dev.anvil.metadata.app;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/** The client id of an app, which S3 calls the access key id. It travels in signatures, so '/' and ',' cannot be in it. */
public record ClientId(String value) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._-]{3,128}");
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int CHARACTERS = 20;

    public ClientId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not a client id: '" + value + "' (3 to 128 letters, digits, '.', '_' and '-')");
        }
    }

    static ClientId create() {
        return new ClientId(RandomText.of(RANDOM, ALPHABET, CHARACTERS));
    }

    @Override
    public String toString() {
        return value;
    }
}
