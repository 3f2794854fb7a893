package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.App;
import dev.anvil.cli.peer.Server;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "show",
        description = "Show an app and its policies; never its secret.",
        mixinStandardHelpOptions = true)
final class ShowApp implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final NameOption name = new NameOption();

    @Option(names = "--tenant", paramLabel = "TENANT", required = true, description = "The app's tenant.")
    private String tenant = "";

    @Override
    public Integer call() {
        String wanted = name.value();
        App found;
        try (Server server = connection.open()) {
            found = server.administration().app(tenant, wanted);
        }
        output.show(found, found::text);
        return 0;
    }
}
