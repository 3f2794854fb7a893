package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.Server;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "set-public-access",
        description = "Let everybody get the objects of a bucket of any tenant, without a signature.",
        mixinStandardHelpOptions = true)
final class AdminSetPublicAccess implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final NameOption name = new NameOption();

    @Option(names = "--off", description = "Close it again.")
    private boolean off;

    @Override
    public Integer call() {
        String wanted = name.value();
        try (Server server = connection.open()) {
            server.administration().setPublicAccess(wanted, !off);
        }
        output.show(
                Map.of("bucket", wanted, "public", !off),
                () -> off
                        ? "the objects of bucket " + wanted + " are public no more"
                        : "everybody can get the objects of bucket " + wanted + " now");
        return 0;
    }
}
