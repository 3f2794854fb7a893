package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.output.Table;
import dev.anvil.cli.peer.KeyUse;
import dev.anvil.cli.peer.Server;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        description = "List the keys under which secrets lie in the database.",
        mixinStandardHelpOptions = true)
final class ListKeys implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        List<KeyUse> keys;
        try (Server server = connection.open()) {
            keys = server.administration().keys();
        }
        output.show(keys, () -> {
            Table table = new Table("KEY ID", "ENCRYPTS NEW SECRETS", "GIVEN TO THE SERVICE", "SECRETS");
            keys.forEach(key -> table.row(key.keyId(), key.first(), key.held(), key.secrets()));
            return table.render();
        });
        return 0;
    }
}
