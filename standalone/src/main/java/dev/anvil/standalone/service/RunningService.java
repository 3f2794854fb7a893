package dev.anvil.standalone.service;

import dev.anvil.standalone.meter.MetricSource;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/** One service in a Spring context of its own. */
record RunningService(String name, ConfigurableApplicationContext context) implements AutoCloseable, MetricSource {
    private static final List<String> ALWAYS = List.of("--spring.jmx.enabled=false", "--spring.main.banner-mode=off");

    /**
     * @param variables as the service would find them in its environment; they count more than those that are there
     * @param additions beans that only exist where services are siblings
     */
    static RunningService start(
            String name,
            Class<?> application,
            Map<String, String> variables,
            ApplicationContextInitializer<GenericApplicationContext> additions) {
        SpringApplication spring = new SpringApplication(application);
        spring.setRegisterShutdownHook(false);
        spring.setListeners(spring.getListeners().stream()
                .filter(listener -> !(listener instanceof LoggingApplicationListener))
                .toList());
        spring.addInitializers(additions);
        String[] arguments = Stream.concat(
                        Stream.concat(Stream.of("--spring.config.name=" + name), ALWAYS.stream()),
                        variables.entrySet().stream().map(each -> "--" + each.getKey() + "=" + each.getValue()))
                .toArray(String[]::new);
        return new RunningService(name, spring.run(arguments));
    }

    int grpcPort() {
        // The server for siblings in this process has none.
        return context.getBeansOfType(GrpcServerLifecycle.class).values().stream()
                .mapToInt(GrpcServerLifecycle::getPort)
                .filter(port -> port > 0)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " listens nowhere"));
    }

    /** Those of a stopped service would say for ever what was last true. */
    @Override
    public Optional<PrometheusRegistry> metrics() {
        return context.isActive() ? Optional.of(context.getBean(PrometheusRegistry.class)) : Optional.empty();
    }

    /** Running requests finish first. */
    @Override
    public void close() {
        context.close();
    }
}
