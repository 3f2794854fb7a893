package dev.anvil.cluster;

import org.junit.jupiter.api.Test;

/** What holds for a suite however it was started: in one process, or each service for itself. */
abstract class RoadChecks {
    abstract Suite suite();

    @Test
    void putsAndGetsComeBackAsTheyWere() {
        new SdkRoad(suite()).putsAndGetsComeBackAsTheyWere();
    }

    @Test
    void oddKeysAreKeptAsTheyAre() {
        new SdkRoad(suite()).oddKeysAreKeptAsTheyAre();
    }

    @Test
    void listingsPageAndFold() {
        new SdkRoad(suite()).listingsPageAndFold();
    }

    @Test
    void partsBecomeOneObject() {
        new SdkRoad(suite()).partsBecomeOneObject();
    }

    @Test
    void presignedUrlsNeedNoKeys() throws Exception {
        new SdkRoad(suite()).presignedUrlsNeedNoKeys();
    }

    @Test
    void overwritingLeavesOneObject() {
        new SdkRoad(suite()).overwritingLeavesOneObject();
    }

    @Test
    void anOpenedBucketGivesItsObjectsAndNothingElse() throws Exception {
        new PublicRoad(suite()).anOpenedBucketGivesItsObjectsAndNothingElse();
    }

    @Test
    void refusalsSayWhatS3WouldSay() throws Exception {
        new Refusals(suite()).all();
    }

    @Test
    void heldVersionsStay() {
        new ProtectionRoad(suite()).heldVersionsStay();
    }

    @Test
    void encryptedObjectsComeBackToWhoMayHaveThem() {
        new ProtectionRoad(suite()).encryptedObjectsComeBackToWhoMayHaveThem();
    }

    @Test
    void encryptedPartsBecomeOneObject() {
        new ProtectionRoad(suite()).encryptedPartsBecomeOneObject();
    }
}
