package dev.anvil.metadata.app;

import java.util.random.RandomGenerator;

/** Text of random letters from an alphabet. */
final class RandomText {
    private RandomText() {}

    static String of(RandomGenerator random, String alphabet, int characters) {
        StringBuilder text = new StringBuilder(characters);
        for (int i = 0; i < characters; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
