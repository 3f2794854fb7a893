package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.Server;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "delete", description = "Forget a region in which no bucket lives.", mixinStandardHelpOptions = true)
final class DeleteRegion implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final NameOption name = new NameOption();

    @Override
    public Integer call() {
        String wanted = name.value();
        try (Server server = connection.open()) {
            server.administration().deleteRegion(wanted);
        }
        output.show(Map.of("deleted", wanted), () -> "region " + wanted + " is gone");
        return 0;
    }
}
