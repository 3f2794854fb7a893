package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.Region;
import dev.anvil.cli.peer.Server;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "update", description = "Change where clients of a region are sent.", mixinStandardHelpOptions = true)
final class UpdateRegion implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final NameOption name = new NameOption();

    @Option(names = "--url", paramLabel = "URL", required = true, description = "Where its gateways are reached.")
    private String endpoint = "";

    @Override
    public Integer call() {
        String wanted = name.value();
        Region changed;
        try (Server server = connection.open()) {
            changed = server.administration().updateRegion(wanted, endpoint);
        }
        output.show(changed, () -> "clients of region " + changed.name() + " are sent to " + changed.endpoint());
        return 0;
    }
}
