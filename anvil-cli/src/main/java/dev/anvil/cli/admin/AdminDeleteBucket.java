package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.Server;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "delete",
        description = "Delete a bucket of whichever tenant. It must be empty.",
        mixinStandardHelpOptions = true)
final class AdminDeleteBucket implements Callable<Integer> {
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
            server.administration().deleteBucket(wanted);
        }
        output.show(Map.of("deleted", wanted), () -> "bucket " + wanted + " is gone");
        return 0;
    }
}
