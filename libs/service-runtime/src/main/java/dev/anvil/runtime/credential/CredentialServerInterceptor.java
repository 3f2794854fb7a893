package dev.anvil.runtime.credential;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.List;

/** Refuses every call that does not prove knowledge of the cluster secret, except those to public services. */
public final class CredentialServerInterceptor implements ServerInterceptor {
    private static final List<String> ALWAYS_PUBLIC = List.of("grpc.health.v1.", "grpc.reflection.");

    private final ServiceCredential credential;
    private final PublicServices publicServices;

    public CredentialServerInterceptor(ServiceCredential credential, PublicServices publicServices) {
        this.credential = credential;
        this.publicServices = publicServices;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (isPublic(call.getMethodDescriptor().getFullMethodName())
                || credential.accepts(headers.get(CredentialClientInterceptor.HEADER))) {
            return next.startCall(call, headers);
        }
        call.close(
                Status.UNAUTHENTICATED.withDescription(
                        "this call is for members of the cluster only: no valid proof of ANVIL_CLUSTER_SECRET came with it"),
                new Metadata());
        return new ServerCall.Listener<>() {};
    }

    private boolean isPublic(String method) {
        return ALWAYS_PUBLIC.stream().anyMatch(method::startsWith)
                || publicServices.prefixes().stream().anyMatch(method::startsWith);
    }
}
