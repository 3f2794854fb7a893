package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.PolicyAnswer;
import dev.anvil.cli.peer.Server;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "test",
        description = "Say whether an app may do something, and why. Exit code 0: it may; 1: it may not.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  anvil admin policies test --tenant acme --app web --action object:read --resource photos/cat.jpg"
        })
final class TestPolicy implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final AppOptions app = new AppOptions();

    @Override
    public Integer call() {
        PolicyAnswer answer;
        try (Server server = connection.open()) {
            answer = server.administration().testPolicy(app.tenant(), app.app(), app.policy());
        }
        output.show(
                answer,
                () -> (answer.allowed() ? "allowed: " : "denied: ")
                        + answer.reason()
                        + answer.deciding().stream()
                                .map(policy -> "\n  " + policy)
                                .collect(Collectors.joining()));
        return answer.allowed() ? 0 : 1;
    }
}
