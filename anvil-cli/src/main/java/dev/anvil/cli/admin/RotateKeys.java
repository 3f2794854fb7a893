package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.KeyRotation;
import dev.anvil.cli.peer.Server;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "rotate",
        description = "Encrypt all secrets anew under the first key of the metadata service.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "To change the key:",
            "  1. Start every metadata service with the new key in ANVIL_SECRET_DECRYPTION_KEYS.",
            "  2. Start them with the new key as ANVIL_SECRET_ENCRYPTION_KEY and the old one in",
            "     ANVIL_SECRET_DECRYPTION_KEYS.",
            "  3. anvil admin keys rotate",
            "  4. Start them without the old key."
        })
final class RotateKeys implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        KeyRotation done;
        try (Server server = connection.open()) {
            done = server.administration().rotateKeys();
        }
        output.show(
                done,
                () -> done.changed() + (done.changed() == 1 ? " secret was" : " secrets were")
                        + " encrypted anew; all lie under key " + done.keyId() + " now");
        return 0;
    }
}
