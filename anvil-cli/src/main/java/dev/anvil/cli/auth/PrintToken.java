package dev.anvil.cli.auth;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.Server;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "token",
        aliases = "get-token",
        description = "Print an access token, to be sent as `authorization: Bearer TOKEN`.",
        mixinStandardHelpOptions = true)
final class PrintToken implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Option(
            names = "--scope",
            paramLabel = "ACTION|RESOURCE",
            description = "Narrow what the token may do; may be given several times.")
    private List<String> scopes = List.of();

    private record Issued(String accessToken, long expiresIn) {}

    @Override
    public Integer call() {
        Server.Token token;
        try (Server server = connection.open()) {
            token = server.token(scopes);
        }
        output.show(new Issued(token.value(), token.seconds()), token::value);
        return 0;
    }
}
