package dev.anvil.membership.rpc;

import dev.anvil.membership.view.Announcement;
import dev.anvil.membership.view.Drive;
import dev.anvil.membership.view.Role;
import dev.anvil.membership.view.Timings;
import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.model.RegionName;
import dev.anvil.runtime.setting.SettingRefused;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param publicAddress where the others reach this member, HOST:PORT; blank means the address that it listens on
 * @param staticNodes members that are always there, for tests and for stores without registration
 */
@ConfigurationProperties("anvil.membership")
record MembershipSettings(
        @DefaultValue("") String region,
        @DefaultValue("") String zone,
        @DefaultValue("") String publicAddress,
        @DefaultValue("3s") Duration suspectAfter,
        @DefaultValue("10s") Duration downAfter,
        @DefaultValue("10m") Duration pruneAfter,
        @DefaultValue("4s") Duration settleFor,
        @DefaultValue("5s") Duration useEvery,
        @DefaultValue List<StaticNode> staticNodes) {

    record StaticNode(
            UUID id,
            Role role,
            String address,
            @DefaultValue("") String zone,
            @DefaultValue List<StaticDrive> drives) {
        Announcement announcement() {
            return new Announcement(
                    new NodeId(id),
                    role,
                    address,
                    zone,
                    drives.stream()
                            .map(drive -> new Drive(new DriveId(drive.id()), drive.capacityBytes(), 0, true, true))
                            .toList());
        }
    }

    record StaticDrive(
            UUID id, @DefaultValue("1099511627776") long capacityBytes) {}

    RegionName regionName() {
        try {
            return new RegionName(region);
        } catch (IllegalArgumentException e) {
            throw new SettingRefused(
                    "REGION",
                    "'" + region + "'",
                    "give the region's name, 1 to 63 of a-z, 0-9 and '-', for example eu-central-1");
        }
    }

    Timings timings() {
        try {
            return new Timings(suspectAfter, downAfter, pruneAfter, settleFor, useEvery);
        } catch (IllegalArgumentException e) {
            throw new SettingRefused("anvil.membership", "out of order", String.valueOf(e.getMessage()));
        }
    }
}
