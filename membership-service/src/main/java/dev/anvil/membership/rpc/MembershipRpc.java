package dev.anvil.membership.rpc;

import dev.anvil.membership.v1.Announcement;
import dev.anvil.membership.v1.ClusterView;
import dev.anvil.membership.v1.GetViewRequest;
import dev.anvil.membership.v1.MembershipServiceGrpc;
import dev.anvil.membership.view.LiveRoster;
import dev.anvil.membership.view.View;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.failure.ServiceFailure.Kind;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The gRPC service. */
final class MembershipRpc extends MembershipServiceGrpc.MembershipServiceImplBase {
    /** Each costs a waiting virtual thread. */
    static final int MAX_STREAMS = 10_000;

    private final LiveRoster roster;
    private final Function<View, ClusterView> words;
    private final Refusals refusals;
    private final Set<RegisterStream> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    MembershipRpc(LiveRoster roster, Function<View, ClusterView> words, Refusals refusals) {
        this.roster = roster;
        this.words = words;
        this.refusals = refusals;
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

    int streams() {
        return streams.size();
    }

    /** Sends every service to another member at once, instead of keeping them until the server gives up waiting. */
    void dismissEverybody() {
        closing = true;
        streams.forEach(RegisterStream::dismiss);
    }
}
