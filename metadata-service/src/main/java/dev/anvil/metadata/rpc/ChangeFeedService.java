package dev.anvil.metadata.rpc;

import dev.anvil.metadata.change.ChangeHub;
import dev.anvil.metadata.v1.Change;
import dev.anvil.metadata.v1.ChangeFeedGrpc;
import dev.anvil.metadata.v1.WatchChangesRequest;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

final class ChangeFeedService extends ChangeFeedGrpc.ChangeFeedImplBase {
    private final ChangeHub hub;
    private final Ending ending;

    ChangeFeedService(ChangeHub hub, Ending ending) {
        this.hub = hub;
        this.ending = ending;
    }

    @Override
    public void watchChanges(WatchChangesRequest request, StreamObserver<Change> observer) {
        new ChangeStream((ServerCallStreamObserver<Change>) observer, hub, ending).open();
    }
}
