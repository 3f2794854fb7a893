package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.Region;
import dev.anvil.cli.peer.Server;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "create", description = "Make a region known.", mixinStandardHelpOptions = true)
final class CreateRegion implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final NameOption name = new NameOption();

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "",
            description = "Where clients of this region are sent.")
    private String endpoint = "";

    @Override
    public Integer call() {
        String wanted = name.value();
        Region made;
        try (Server server = connection.open()) {
            made = server.administration().createRegion(wanted, endpoint);
        }
        output.show(made, () -> "region " + made.name() + " is there");
        return 0;
    }
}
