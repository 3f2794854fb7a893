package dev.anvil.gc.repair;

import dev.anvil.blob.BlobRepairer;
import dev.anvil.blob.Drives;
import dev.anvil.gc.blob.AbsentDrives;
import dev.anvil.gc.blob.Catalogue;
import dev.anvil.gc.blob.DriveFate;
import dev.anvil.gc.blob.MembershipTargets;
import dev.anvil.gc.lease.Patience;
import dev.anvil.runtime.membership.MembershipLink;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RepairConfiguration {
    @Bean
    RepairHandler repairHandler(
            Catalogue catalogue,
            BlobRepairer repairer,
            Drives drives,
            MembershipLink membership,
            DriveFate fate,
            AbsentDrives absent,
            Patience patience,
            InstantSource clock) {
        return new RepairHandler(
                catalogue,
                repairer,
                new ReadingShardCheck(drives),
                new MembershipTargets(membership::current),
                drive -> fate.isGoneForGood(drive) || absent.isAwayForTooLong(drive),
                patience,
                clock);
    }
}
