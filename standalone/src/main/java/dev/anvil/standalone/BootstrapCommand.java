package dev.anvil.standalone;

import dev.anvil.cli.instance.InstanceVariables;
import dev.anvil.cli.output.Output;
import dev.anvil.model.RegionName;
import dev.anvil.runtime.channel.LocalServers;
import dev.anvil.runtime.channel.ServiceChannels;
import dev.anvil.runtime.credential.ClusterSecret;
import dev.anvil.runtime.credential.ServiceCredential;
import dev.anvil.runtime.setting.HostPort;
import dev.anvil.runtime.setting.SettingRefused;
import dev.anvil.runtime.tls.ClusterTls;
import dev.anvil.standalone.peer.FirstStart;
import io.grpc.ManagedChannel;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What {@code up} does at its first start, for services that run as processes of their own. */
@Command(
        name = "bootstrap",
        mixinStandardHelpOptions = true,
        description =
                "Make the region, a tenant and the first administrator of services that run alone, and print its keys.",
        footer = {
            "",
            "Reads METADATA_ADDRS, ANVIL_CLUSTER_SECRET and REGION, the variables of the services.",
            "May be repeated: what is there already stays as it is, and the same keys are printed."
        })
final class BootstrapCommand implements Callable<Integer> {
    @Mixin
    private final Output output = new Output();

    private record Administrator(String clientId, String clientSecret, String region) {}

    @Override
    public Integer call() {
        Map<String, String> environment = System.getenv();
        List<HostPort> metadata =
                HostPort.parseList("METADATA_ADDRS", environment.getOrDefault("METADATA_ADDRS", "127.0.0.1:50061"));
        ClusterSecret secret = ClusterSecret.of(environment.getOrDefault(
                InstanceVariables.CLUSTER_SECRET, environment.getOrDefault("CLUSTER_SECRET", "")));
        RegionName region = region(environment.getOrDefault("REGION", ""));
        ManagedChannel channel = new ServiceChannels(
                        new ServiceCredential(secret, InstantSource.system()),
                        new LocalServers(),
                        ClusterTls.of(environment))
                .open(metadata);
        try {
            FirstStart.Keys keys = new FirstStart(channel).ensure(region);
            output.show(
                    new Administrator(keys.id(), keys.secret(), region.value()),
                    () -> InstanceVariables.ACCESS_KEY_ID + "=" + keys.id() + "\n" + InstanceVariables.SECRET_ACCESS_KEY
                            + "=" + keys.secret() + "\n" + InstanceVariables.REGION + "=" + region);
            return 0;
        } finally {
            channel.shutdownNow();
        }
    }

    private static RegionName region(String name) {
        try {
            return new RegionName(name);
        } catch (IllegalArgumentException e) {
            throw new SettingRefused("REGION", "'" + name + "'", "give the name of the region that the services have");
        }
    }
}
