package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.failure.CommandFailure;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.Region;
import dev.anvil.cli.peer.Server;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "show", description = "Show a region.", mixinStandardHelpOptions = true)
final class ShowRegion implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final NameOption name = new NameOption();

    @Override
    public Integer call() {
        String wanted = name.value();
        Region found;
        try (Server server = connection.open()) {
            found = server.administration().regions().stream()
                    .filter(region -> region.name().equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> new CommandFailure("there is no region '" + wanted
                            + "'; `anvil admin regions list` shows those that there are"));
        }
        output.show(
                found,
                () -> "region    " + found.name() + "\nendpoint  "
                        + (found.endpoint().isEmpty() ? "not said yet (--url)" : found.endpoint()) + "\ncreated   "
                        + found.created());
        return 0;
    }
}
