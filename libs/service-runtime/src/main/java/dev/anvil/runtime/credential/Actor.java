package dev.anvil.runtime.credential;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/**
 * For whom a service calls another one, by the name that audit logs show. It is believed because only who holds the cluster secret
 * can call.
 */
public final class Actor {
    private static final Metadata.Key<String> HEADER = Metadata.Key.of("anvil-actor", Metadata.ASCII_STRING_MARSHALLER);
    private static final Context.Key<String> KEY = Context.key("anvil-actor");
    private static final String NOBODY_IN_PARTICULAR = "a service";
    private static final int MAX_CHARACTERS = 256;

    private Actor() {}

    /** Of the call that this thread serves. */
    public static String current() {
        String actor = KEY.get();
        return actor == null ? NOBODY_IN_PARTICULAR : actor;
    }

    /** Whether the call that this thread serves is made for somebody: an operator, and not a client of S3. */
    public static boolean isNamed() {
        return KEY.get() != null;
    }

    /** Names an actor on every call. */
    public static ClientInterceptor naming(String actor) {
        String ascii = actor.replaceAll("[^\\x20-\\x7e]", "?");
        String name = ascii.length() <= MAX_CHARACTERS ? ascii : ascii.substring(0, MAX_CHARACTERS);
        return new ClientInterceptor() {
            @Override
            public <Q, A> ClientCall<Q, A> interceptCall(
                    MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
                return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
                    @Override
                    public void start(Listener<A> listener, Metadata headers) {
                        headers.put(HEADER, name);
                        super.start(listener, headers);
                    }
                };
            }
        };
    }

    /** Hears the name on every call. */
    public static ServerInterceptor hearing() {
        return new ServerInterceptor() {
            @Override
            public <Q, A> ServerCall.Listener<Q> interceptCall(
                    ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
                String actor = headers.get(HEADER);
                return actor == null
                        ? next.startCall(call, headers)
                        : Contexts.interceptCall(Context.current().withValue(KEY, actor), call, headers, next);
            }
        };
    }
}
