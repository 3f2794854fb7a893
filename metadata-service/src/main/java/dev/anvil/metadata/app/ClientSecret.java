package dev.anvil.metadata.app;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/** The secret of an app, which S3 calls the secret access key. Never shown by accident. */
public record ClientSecret(String value) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern SHAPE = Pattern.compile("[\\x21-\\x7e]{8,128}");
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int CHARACTERS = 40;

    public ClientSecret {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("a client secret has 8 to 128 visible ASCII characters");
        }
    }

    static ClientSecret create() {
        return new ClientSecret(RandomText.of(RANDOM, ALPHABET, CHARACTERS));
    }

    @Override
    public String toString() {
        return "ClientSecret[hidden]";
    }
}
