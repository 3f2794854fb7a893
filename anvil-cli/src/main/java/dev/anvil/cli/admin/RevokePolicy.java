package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.failure.CommandFailure;
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
            App before = server.administration().app(app.tenant(), app.app());
            if (!before.policies().contains(app.policy())) {
                throw new CommandFailure(
                        "app '" + before.name() + "' has no policy " + app.policy() + "; it has " + policies(before));
            }
            changed = server.administration().revoke(app.tenant(), app.app(), app.policy());
        }
        output.show(changed, () -> "policies of " + changed.name() + ": " + policies(changed));
        return 0;
    }

    private static String policies(App app) {
        return app.policies().isEmpty()
                ? "none"
                : app.policies().stream().map(Policy::toString).collect(Collectors.joining(" "));
    }
}
