package dev.anvil.gc.lease;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerSettings.class)
class LeaseConfiguration {
    @Bean
    Patience patience() {
        return Patience.FOR_DRIVES;
    }

    @Bean(initMethod = "start")
    Worker worker(
            TaskQueue queue,
            List<TaskHandler> handlers,
            List<BatchHandler> batchHandlers,
            WorkerSettings settings,
            InstantSource clock,
            MeterRegistry meters) {
        return new Worker(queue, handlers, batchHandlers, settings, clock, new TaskMeters(meters));
    }

    /** Running tasks end while everything that they use is still there. */
    @Bean
    ApplicationListener<ContextClosedEvent> drain(Worker worker) {
        return event -> worker.close();
    }
}
