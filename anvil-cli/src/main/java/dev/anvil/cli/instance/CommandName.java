package dev.anvil.cli.instance;

/** How the person at the terminal called the command {@code anvil}, so that what we tell them to type works as it stands. */
public final class CommandName {
    private CommandName() {}

    public static String asTyped() {
        String typed = System.getenv("ANVIL_COMMAND");
        return typed == null || typed.isBlank() ? "anvil" : typed;
    }
}
