package dev.anvil.membership.rpc;

import dev.anvil.membership.peer.Translation;
import dev.anvil.membership.v1.Announcement;
import dev.anvil.membership.v1.ClusterView;
import dev.anvil.membership.v1.GetViewRequest;
import dev.anvil.membership.v1.MembershipServiceGrpc;
import dev.anvil.membership.v1.SetNodeStateRequest;
import dev.anvil.membership.view.Drive;
import dev.anvil.membership.view.Intent;
import dev.anvil.membership.view.LiveRoster;
import dev.anvil.membership.view.Member;
import dev.anvil.membership.view.View;
import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.failure.ServiceFailure.Kind;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The gRPC service. */
final class MembershipRpc extends MembershipServiceGrpc.MembershipServiceImplBase {
    /** Each costs a waiting virtual thread. */
    static final int MAX_STREAMS = 10_000;

    private final LiveRoster roster;
    private final Function<View, ClusterView> words;
    private final Refusals refusals;
    private final InstantSource clock;
    private final Set<RegisterStream> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    MembershipRpc(LiveRoster roster, Function<View, ClusterView> words, Refusals refusals, InstantSource clock) {
        this.roster = roster;
        this.words = words;
        this.refusals = refusals;
        this.clock = clock;
    }

    @Override
    public StreamObserver<Announcement> register(StreamObserver<ClusterView> responses) {
        if (closing) {
            throw new ServiceFailure(Kind.UNAVAILABLE, "CLOSING", "this member is stopping; use another one");
        }
        if (streams.size() >= MAX_STREAMS) {
            throw new ServiceFailure(
                    Kind.EXHAUSTED, "TOO_MANY_STREAMS", "this member serves " + MAX_STREAMS + " services already");
        }
        RegisterStream stream = new RegisterStream(
                roster, words, (ServerCallStreamObserver<ClusterView>) responses, refusals, streams::remove);
        streams.add(stream);
        stream.open();
        return stream;
    }

    @Override
    public void getView(GetViewRequest request, StreamObserver<ClusterView> responses) {
        responses.onNext(words.apply(roster.view()));
        responses.onCompleted();
    }

    @Override
    public void setNodeState(SetNodeStateRequest request, StreamObserver<ClusterView> responses) {
        NodeId node = NodeId.parse(request.getNodeId());
        boolean known = roster.view().members().stream()
                .map(Member::announcement)
                .anyMatch(said -> said.node().equals(node) || said.host().equals(node.toString()));
        if (!known) {
            throw new ServiceFailure(
                    Kind.NOT_FOUND,
                    "NO_SUCH_NODE",
                    "no node " + node + " is known; anvil admin nodes list shows those that are");
        }
        Intent.Wish wish = Translation.wish(request.getState());
        roster.intend(
                new Intent(node, wish, clock.instant(), wish == Intent.Wish.DECOMMISSION ? drivesOf(node) : Set.of()));
        responses.onNext(words.apply(roster.view()));
        responses.onCompleted();
    }

    private Set<DriveId> drivesOf(NodeId node) {
        return roster.view().members().stream()
                .map(Member::announcement)
                .filter(said -> said.node().equals(node) || said.host().equals(node.toString()))
                .flatMap(said -> said.drives().stream())
                .map(Drive::id)
                .limit(dev.anvil.membership.view.Announcement.MAX_DRIVES)
                .collect(Collectors.toSet());
    }

    int streams() {
        return streams.size();
    }

    /** Sends every service to another member at once, instead of keeping them until the server gives up waiting. */
    void dismissEverybody() {
        closing = true;
        streams.forEach(RegisterStream::dismiss);
    }
}
