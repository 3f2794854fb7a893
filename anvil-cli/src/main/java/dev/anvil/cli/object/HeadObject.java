package dev.anvil.cli.object;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.output.Table;
import dev.anvil.cli.peer.ObjectEntry;
import dev.anvil.cli.peer.Server;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "head", description = "Show what is known about an object.", mixinStandardHelpOptions = true)
final class HeadObject implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Parameters(
            paramLabel = "BUCKET/KEY",
            converter = ObjectReference.WithKey.class,
            description = "The object to look at.")
    private ObjectReference object = new ObjectReference("", "");

    @Override
    public Integer call() {
        ObjectEntry entry;
        try (Server server = connection.open()) {
            entry = server.objects().head(object.bucket(), object.key());
        }
        output.show(entry, () -> {
            Table table = new Table("key", entry.key())
                    .row("size", entry.size())
                    .row("type", entry.contentType())
                    .row("etag", entry.etag())
                    .row("modified", entry.lastModified());
            entry.metadata().forEach((name, value) -> table.row("meta " + name, value));
            return table.render();
        });
        return 0;
    }
}
