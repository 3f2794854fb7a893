package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.App;
import dev.anvil.cli.peer.Policy;
import dev.anvil.cli.peer.Server;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "revoke", description = "Take a policy away from an app.", mixinStandardHelpOptions = true)
final class RevokePolicy implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final AppOptions app = new AppOptions();

    @Override
    public Integer call() {
        App changed;
        try (Server server = connection.open()) {
            changed = server.administration().revoke(app.tenant(), app.app(), app.policy());
        }
        output.show(
                changed,
                () -> "policies of " + changed.name() + ": "
                        + changed.policies().stream().map(Policy::toString).collect(Collectors.joining(" ")));
        return 0;
    }
}
