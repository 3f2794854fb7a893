package dev.anvil.gateway.http.oneport;

import java.time.Duration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.grpc.server.GrpcServerFactory;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/** Stops after Tomcat, which still has requests to finish for connections that came through here. */
final class OnePortLifecycle extends GrpcServerLifecycle {
    OnePortLifecycle(GrpcServerFactory factory, Duration grace, ApplicationEventPublisher publisher) {
        super(factory, grace, publisher);
    }

    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }
}
