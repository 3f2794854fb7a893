package dev.anvil.benchmarks;

import dev.anvil.benchmarks.s3.BenchS3;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry of {@code anvil bench}. */
@Command(
        name = "anvil bench",
        description = "Measures what a client gets.",
        mixinStandardHelpOptions = true,
        subcommands = BenchS3.class,
        synopsisSubcommandLabel = "s3")
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }
}
