package dev.anvil.cli.admin;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A name, as {@code --name NAME} or just {@code NAME}: people write both. */
final class NameOption {
    @Option(names = "--name", paramLabel = "NAME", description = "Its name.")
    private @Nullable String option;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Its name, without --name.")
    private @Nullable String parameter;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    String value() {
        String name = option == null ? parameter : option;
        if (spec != null && (name == null || name.isBlank() || (option != null && parameter != null))) {
            throw new ParameterException(spec.commandLine(), "give one name: --name NAME");
        }
        return String.valueOf(name);
    }
}
