package dev.anvil.cli.object;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Bytes;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.output.Table;
import dev.anvil.cli.peer.ObjectEntry;
import dev.anvil.cli.peer.ObjectPage;
import dev.anvil.cli.peer.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "ls",
        aliases = "list",
        description = "List objects, folder by folder.",
        mixinStandardHelpOptions = true)
final class ListObjects implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Parameters(
            paramLabel = "BUCKET[/PREFIX]",
            converter = ObjectReference.WithPrefix.class,
            description = "Where to look.")
    private ObjectReference place = new ObjectReference("", "");

    @Option(
            names = {"-r", "--recursive"},
            description = "Look into folders too.")
    private boolean recursive;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Stop after so many (default: ${DEFAULT-VALUE}).")
    private int limit;

    private record Listing(List<String> folders, List<ObjectEntry> objects, boolean complete) {}

    @Override
    public Integer call() {
        Listing listing;
        try (Server server = connection.open()) {
            listing = list(server);
        }
        output.show(listing, () -> text(listing));
        return 0;
    }

    private Listing list(Server server) {
        List<String> folders = new ArrayList<>();
        List<ObjectEntry> objects = new ArrayList<>();
        String token = "";
        do {
            ObjectPage page = server.objects().list(place.bucket(), place.key(), recursive ? "" : "/", token);
            folders.addAll(page.prefixes());
            objects.addAll(page.objects());
            token = page.nextToken();
        } while (!token.isEmpty() && folders.size() + objects.size() < limit);
        return new Listing(folders, objects, token.isEmpty());
    }

    private static String text(Listing listing) {
        if (listing.folders().isEmpty() && listing.objects().isEmpty()) {
            return "nothing here";
        }
        Table table = new Table("SIZE", "LAST MODIFIED", "KEY");
        listing.folders().forEach(folder -> table.row("-", "-", folder));
        listing.objects().forEach(object -> table.row(new Bytes(object.size()), object.lastModified(), object.key()));
        return table.render() + (listing.complete() ? "" : "there is more: --limit shows it");
    }
}
