package dev.anvil.metadata.rpc;

import io.grpc.stub.StreamObserver;

/** The one answer of a call that has one. */
final class Answer {
    private Answer() {}

    static <T> void with(StreamObserver<T> observer, T answer) {
        observer.onNext(answer);
        observer.onCompleted();
    }
}
