package dev.anvil.cli.admin;

import dev.anvil.cli.argument.SizeLimit;
import dev.anvil.cli.peer.Limit;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The most that a tenant or a bucket may hold. */
final class QuotaOptions {
    @Option(
            names = "--quota-bytes",
            paramLabel = "SIZE",
            converter = SizeLimit.class,
            description = "The most bytes, all versions counted: 500GB, 2TiB, or none.")
    private @Nullable OptionalLong bytes;

    @Option(
            names = "--quota-objects",
            paramLabel = "N",
            converter = SizeLimit.class,
            description = "The most objects, or none.")
    private @Nullable OptionalLong objects;

    Limit limit() {
        return new Limit(bytes, objects);
    }

    boolean isGiven() {
        return bytes != null || objects != null;
    }
}
