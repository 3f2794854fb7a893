package dev.anvil.gc.sweep;

import dev.anvil.blob.Drives;
import dev.anvil.gc.blob.Catalogue;
import dev.anvil.model.NodeId;
import dev.anvil.runtime.membership.MembershipLink;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SweepSettings.class)
class SweepConfiguration {
    @Bean
    DriveSweep driveSweep(Catalogue catalogue, DriveContents contents, Drives drives, SweepSettings settings) {
        return new DriveSweep(catalogue, contents, drives, settings);
    }

    @Bean
    SweepHandler sweepHandler(DriveSweep sweep) {
        return new SweepHandler(sweep);
    }

    @Bean(initMethod = "start")
    SweepSchedule sweepSchedule(
            DriveSweep sweep, SweepSettings settings, NodeId workerId, MembershipLink membership, InstantSource clock) {
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        return new SweepSchedule(sweep, new OwnDrives(workerId, membership::current), settings.every(), clock, random);
    }
}
