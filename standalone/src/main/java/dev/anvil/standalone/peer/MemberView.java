package dev.anvil.standalone.peer;

import dev.anvil.cli.peer.ClusterView;
import dev.anvil.membership.v1.GetViewRequest;
import dev.anvil.membership.v1.MembershipServiceGrpc;
import dev.anvil.membership.v1.MembershipServiceGrpc.MembershipServiceBlockingStub;
import dev.anvil.runtime.channel.LocalServers;
import dev.anvil.runtime.channel.ServiceChannels;
import dev.anvil.runtime.credential.ClusterSecret;
import dev.anvil.runtime.credential.ServiceCredential;
import dev.anvil.runtime.setting.HostPort;
import dev.anvil.runtime.tls.ClusterTls;
import io.grpc.ManagedChannel;
import java.time.InstantSource;
import java.util.List;

/** What membership says, asked for as a service asks. */
public final class MemberView implements AutoCloseable {
    private final ManagedChannel channel;
    private final MembershipServiceBlockingStub stub;

    public MemberView(List<HostPort> members, String secret) {
        ServiceCredential credential = new ServiceCredential(ClusterSecret.of(secret), InstantSource.system());
        this.channel =
                new ServiceChannels(credential, new LocalServers(), ClusterTls.of(System.getenv())).open(members);
        this.stub = MembershipServiceGrpc.newBlockingStub(channel);
    }

    public ClusterView get() {
        return ClusterView.of(stub.getView(GetViewRequest.getDefaultInstance()));
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
