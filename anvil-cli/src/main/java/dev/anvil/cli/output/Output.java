package dev.anvil.cli.output;

import java.io.PrintWriter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code --json} option, and where a command's words go. */
public final class Output {
    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    /** The same facts: for programs as JSON, for people as the text says. */
    public void show(@Nullable Object facts, Supplier<String> text) {
        PrintWriter out = writer();
        out.println(json ? Json.of(facts) : text.get().stripTrailing());
        out.flush();
    }

    private PrintWriter writer() {
        if (spec == null) {
            throw new IllegalStateException("not part of a command");
        }
        return spec.commandLine().getOut();
    }
}
