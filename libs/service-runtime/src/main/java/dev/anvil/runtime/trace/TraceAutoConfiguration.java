package dev.anvil.runtime.trace;

import dev.anvil.runtime.credential.PublicServices;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.grpc.server.GlobalServerInterceptor;

/** Tracing, where a collector is named. */
@AutoConfiguration
@TracingWanted
@EnableConfigurationProperties(TraceSettings.class)
class TraceAutoConfiguration {
    @Bean(destroyMethod = "close")
    Traces traces(TraceSettings settings, Environment environment) {
        return Traces.over(settings, environment.getProperty("spring.application.name", "anvil"));
    }

    /** After the credential and the request id: strangers make no traces, and a trace has the id. */
    @Bean
    @GlobalServerInterceptor
    @Order(2)
    TraceServerInterceptor traceServerInterceptor(Traces traces, PublicServices publicServices) {
        return new TraceServerInterceptor(traces, publicServices);
    }
}
