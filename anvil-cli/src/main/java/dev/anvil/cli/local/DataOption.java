package dev.anvil.cli.local;

import dev.anvil.cli.instance.DataFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which instance of this machine. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = DataFolder.DEFAULT,
            description = "The data folder of the instance (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of(DataFolder.DEFAULT);

    DataFolder folder() {
        return new DataFolder(data);
    }
}
