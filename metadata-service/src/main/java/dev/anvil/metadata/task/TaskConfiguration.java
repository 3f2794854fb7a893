package dev.anvil.metadata.task;

import dev.anvil.metadata.database.Global;
import dev.anvil.metadata.database.OnGlobalRole;
import dev.anvil.metadata.database.OnRegionalRole;
import dev.anvil.metadata.database.Regional;
import dev.anvil.model.RegionName;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TaskSettings.class)
class TaskConfiguration {
    @Bean
    @OnRegionalRole
    Outbox outbox(@Regional JdbcClient jdbc, @Regional TransactionTemplate transactions) {
        return new Outbox(jdbc, transactions);
    }

    @Configuration(proxyBeanMethods = false)
    @OnGlobalRole
    static class Queue {
        /** Rings when tasks have come in. */
        private final Doorbell arrivals = new Doorbell();

        @Bean
        TaskRows taskRows(@Global JdbcClient jdbc) {
            return new TaskRows(jdbc);
        }

        @Bean
        TaskQueue taskQueue(
                TaskRows rows,
                @Global TransactionTemplate transactions,
                TaskSettings settings,
                Optional<Outbox> outbox) {
            RandomGenerator shared = () -> ThreadLocalRandom.current().nextLong();
            Backoff backoff = new Backoff(settings.firstRetry(), settings.longestRetry(), shared);
            return new TaskQueue(rows, transactions, backoff, settings.maxAttempts(), arrivals, outbox);
        }

        @Bean
        TaskMeters taskMeters(TaskQueue queue, InstantSource clock, MeterRegistry registry) {
            return new TaskMeters(queue, clock, registry);
        }

        @Bean
        @OnRegionalRole
        OutboxRelay outboxRelay(Outbox outbox, TaskRows rows, RegionName ownRegion, TaskSettings settings) {
            return new OutboxRelay(outbox, rows, ownRegion, arrivals, settings);
        }
    }
}
