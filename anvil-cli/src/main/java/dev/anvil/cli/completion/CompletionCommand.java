package dev.anvil.cli.completion;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "Print what bash and zsh need to complete commands and options.",
        mixinStandardHelpOptions = true,
        footer = {"", "In ~/.bashrc or ~/.zshrc:", "  source <(anvil completion)"})
public final class CompletionCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("not part of a command line");
        }
        var out = spec.commandLine().getOut();
        out.print(AutoComplete.bash("anvil", spec.root().commandLine()));
        out.flush();
        return 0;
    }
}
