package dev.anvil.runtime.credential;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;

/** Puts the service credential on every call. */
public final class CredentialClientInterceptor implements ClientInterceptor {
    static final Metadata.Key<String> HEADER = Metadata.Key.of("anvil-service", Metadata.ASCII_STRING_MARSHALLER);

    private final ServiceCredential credential;

    public CredentialClientInterceptor(ServiceCredential credential) {
        this.credential = credential;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<A> listener, Metadata headers) {
                headers.put(HEADER, credential.present());
                super.start(listener, headers);
            }
        };
    }
}
