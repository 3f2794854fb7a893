package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Bytes;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.output.Table;
import dev.anvil.cli.peer.Server;
import dev.anvil.cli.peer.Verification;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description = "Compare the catalogue of the region with its drives: what is missing, orphaned, or fine.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Changes nothing, and may run while clients are served. The exit code is 1 where something cannot be",
            "read any more, or a drive could not be asked."
        })
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Option(
            names = "--show",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "Name at most so many of the damaged blobs, and of each drive's orphans (default: ${DEFAULT-VALUE}).")
    private int shown;

    @Override
    public Integer call() {
        Verification found;
        try (Server server = connection.open()) {
            found = server.administration().verify(Math.max(0, shown));
        }
        output.show(found, () -> text(found));
        return found.blobs().lost() + found.blobs().uncertain() == 0
                        && found.silent().isEmpty()
                ? 0
                : 1;
    }

    private static String text(Verification found) {
        StringBuilder text = new StringBuilder();
        Verification.Blobs blobs = found.blobs();
        text.append("%d blobs: %d fine, %d reduced, %d uncertain, %d lost%n"
                .formatted(blobs.total(), blobs.fine(), blobs.reduced(), blobs.uncertain(), blobs.lost()));
        if (!blobs.damaged().isEmpty()) {
            Table table = new Table("BLOB", "STATE", "NEEDS", "HAS", "NOT ASKED", "MISSING");
            blobs.damaged()
                    .forEach(blob -> table.row(
                            blob.blobId(),
                            blob.state(),
                            blob.needed(),
                            blob.present(),
                            blob.unknown(),
                            blob.missing().size()));
            text.append(table.render());
        }
        Table drives = new Table("DRIVE", "SHARDS", "ORPHANED", "OF THEM RECENT", "SIZE", "BROKEN");
        found.drives()
                .forEach(drive -> drives.row(
                        drive.driveId(),
                        drive.shards(),
                        drive.orphaned(),
                        drive.recent(),
                        new Bytes(drive.orphanedBytes()),
                        drive.corrupt()));
        text.append(drives.render());
        found.silent().forEach(drive -> text.append("%nnot asked: %s: %s".formatted(drive.driveId(), drive.problem())));
        if (found.catalogueWentBack()) {
            text.append(
                    "%nThe drives have seen a later state of this catalogue: it was restored from a backup. What was"
                            .formatted());
            text.append(" stored after it is orphaned, and nothing is swept.");
        }
        return text.append(found.fine() ? "%nall is fine".formatted() : "").toString();
    }
}
