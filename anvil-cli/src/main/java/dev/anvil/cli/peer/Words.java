package dev.anvil.cli.peer;

import java.util.Locale;

/** Names of protocol constants, as people write them: {@code TASK_STATE_DEAD_LETTER} is dead-letter. */
final class Words {
    private Words() {}

    static String of(String constant, String prefix) {
        return constant.replaceFirst("^" + prefix, "").toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String constant(String word, String prefix) {
        return prefix + word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
