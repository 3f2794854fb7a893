package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Bytes;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.Server;
import dev.anvil.cli.peer.Tenant;
import dev.anvil.cli.peer.Usage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "show", description = "Show a tenant, its quota and what it holds.", mixinStandardHelpOptions = true)
final class ShowTenant implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final NameOption name = new NameOption();

    private record Facts(Tenant tenant, Usage usage) {}

    @Override
    public Integer call() {
        String wanted = name.value();
        Facts facts;
        try (Server server = connection.open()) {
            facts = new Facts(
                    server.administration().tenant(wanted),
                    server.administration().tenantUsage(wanted));
        }
        Tenant tenant = facts.tenant();
        output.show(
                facts,
                () -> "tenant        " + tenant.name() + "\ndisplay name  " + tenant.displayName() + "\ne-mail        "
                        + tenant.email() + "\ncanonical id  " + tenant.canonicalId() + "\nquota         "
                        + tenant.quota() + "\nholds         " + facts.usage().objects() + " objects, "
                        + facts.usage().versions() + " versions, "
                        + new Bytes(facts.usage().bytes())
                        + "\ncreated       " + tenant.created());
        return 0;
    }
}
