package dev.anvil.cli.object;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.failure.CommandFailure;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.ObjectEntry;
import dev.anvil.cli.peer.ObjectPage;
import dev.anvil.cli.peer.Objects;
import dev.anvil.cli.peer.Server;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rm",
        aliases = "delete",
        description = "Remove objects.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  anvil object rm photos/cat.jpg", "  anvil object rm --recursive photos/2026/"})
final class RemoveObjects implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Parameters(
            paramLabel = "BUCKET/KEY",
            arity = "1..*",
            converter = ObjectReference.WithPrefix.class,
            description = "The objects to remove; with --recursive also buckets and prefixes.")
    private List<ObjectReference> places = List.of();

    @Option(
            names = {"-r", "--recursive"},
            description = "Remove everything that begins so.")
    private boolean recursive;

    @Override
    public Integer call() {
        long removed = 0;
        try (Server server = connection.open()) {
            for (ObjectReference place : places) {
                removed += recursive ? removeAll(server.objects(), place) : removeOne(server.objects(), place);
            }
        }
        long count = removed;
        output.show(Map.of("removed", count), () -> count + (count == 1 ? " object" : " objects") + " removed");
        return 0;
    }

    private static long removeOne(Objects objects, ObjectReference place) {
        if (place.key().isEmpty()) {
            throw new CommandFailure("'" + place.bucket() + "' is a bucket: --recursive removes all objects in it");
        }
        objects.delete(place.bucket(), place.key());
        return 1;
    }

    /** Always the first page: what it listed is gone when the next one is asked for. */
    private static long removeAll(Objects objects, ObjectReference place) {
        long removed = 0;
        ObjectPage page;
        do {
            page = objects.list(place.bucket(), place.key(), "", "");
            for (ObjectEntry entry : page.objects()) {
                objects.delete(place.bucket(), entry.key());
                removed++;
            }
        } while (!page.nextToken().isEmpty() && !page.objects().isEmpty());
        return removed;
    }
}
