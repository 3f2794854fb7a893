package dev.anvil.gateway.s3.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.gateway.memory.MemoryGateway;
import dev.anvil.gateway.memory.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ObjectLockTest {
    private final MemoryGateway gateway = new MemoryGateway();

    @BeforeEach
    void makeBuckets() {
        gateway.send("PUT", "/locked", "x-amz-bucket-object-lock-enabled", "true");
        gateway.send("PUT", "/open");
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private static String rule(String inner) {
        return "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention>" + inner
                + "</DefaultRetention></Rule></ObjectLockConfiguration>";
    }

    private String put(String document) {
        return gateway.send("PUT", "/locked?object-lock", document).code();
    }

    @Test
    void aLockedBucketKeepsVersionsForGood() {
        assertThat(gateway.send("GET", "/locked?versioning").text()).contains("Enabled");
        assertThat(gateway.send("GET", "/locked?object-lock").text()).contains("<ObjectLockEnabled>Enabled");
        assertThat(gateway.send(
                                "PUT",
                                "/locked?versioning",
                                "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>")
                        .code())
                .isEqualTo("InvalidBucketState");
        assertThat(gateway.send("GET", "/open?object-lock").code()).isEqualTo("ObjectLockConfigurationNotFoundError");
        assertThat(gateway.send("PUT", "/open?object-lock", rule("<Mode>GOVERNANCE</Mode><Days>1</Days>"))
                        .code())
                .isEqualTo("InvalidBucketState");
    }

    @Test
    void onlyRulesThatMakeSenseAreTaken() {
        assertThat(put(rule("<Mode>GOVERNANCE</Mode><Days>0</Days>"))).isEqualTo("InvalidRetentionPeriod");
        assertThat(put(rule("<Mode>GOVERNANCE</Mode><Years>-1</Years>"))).isEqualTo("InvalidRetentionPeriod");
        assertThat(put(rule("<Mode>governance</Mode><Days>1</Days>"))).isEqualTo("MalformedXML");
        assertThat(put(rule("<Mode>GOVERNANCE</Mode><Days>1</Days><Years>1</Years>")))
                .isEqualTo("MalformedXML");
        assertThat(put(rule("<Mode>GOVERNANCE</Mode>"))).isEqualTo("MalformedXML");
    }

    @Test
    void newObjectsAreHeldAsTheBucketSaysUnlessTheySayOtherwise() {
        put(rule("<Mode>COMPLIANCE</Mode><Days>2</Days>"));
        gateway.send("PUT", "/locked/a", "x");
        Reply head = gateway.send("HEAD", "/locked/a");
        assertThat(head.header("x-amz-object-lock-mode")).isEqualTo("COMPLIANCE");
        assertThat(head.header("x-amz-object-lock-retain-until-date")).startsWith("2026-11-22T10:00:00");
        gateway.send(
                "PUT",
                "/locked/b",
                "x",
                "x-amz-object-lock-mode",
                "GOVERNANCE",
                "x-amz-object-lock-retain-until-date",
                "2030-01-01T00:00:00Z",
                "x-amz-object-lock-legal-hold",
                "ON");
        assertThat(gateway.send("GET", "/locked/b?retention").text())
                .contains("GOVERNANCE", "2030-01-01T00:00:00.000Z");
        assertThat(gateway.send("GET", "/locked/b?legal-hold").element("Status"))
                .isEqualTo("ON");
    }

    @Test
    void nothingIsHeldWhereNothingCanBe() {
        assertThat(gateway.send("PUT", "/open/a", "x", "x-amz-object-lock-mode", "COMPLIANCE")
                        .code())
                .isEqualTo("InvalidArgument");
        assertThat(gateway.send("PUT", "/locked?object-lock").code()).isEqualTo("MissingRequestBodyError");
        assertThat(gateway.send("PUT", "/open/a", "x", "x-amz-object-lock-legal-hold", "ON")
                        .code())
                .isEqualTo("InvalidRequest");
        gateway.send("PUT", "/open/a", "x");
        assertThat(gateway.send("GET", "/open/a?retention").code()).isEqualTo("InvalidRequest");
        assertThat(gateway.send("PUT", "/open/a?legal-hold", "<LegalHold><Status>ON</Status></LegalHold>")
                        .code())
                .isEqualTo("InvalidRequest");
    }

    @Test
    void aHoldIsPutAndTakenAway() {
        gateway.send("PUT", "/locked/a", "x");
        assertThat(gateway.send("GET", "/locked/a?legal-hold").code()).isEqualTo("NoSuchObjectLockConfiguration");
        assertThat(gateway.send("PUT", "/locked/a?legal-hold", "<LegalHold><Status>ON</Status></LegalHold>")
                        .status())
                .isEqualTo(200);
        assertThat(gateway.send("HEAD", "/locked/a").header("x-amz-object-lock-legal-hold"))
                .isEqualTo("ON");
        assertThat(gateway.send("PUT", "/locked/a?legal-hold", "<LegalHold><Status>on</Status></LegalHold>")
                        .code())
                .isEqualTo("MalformedXML");
        assertThat(gateway.send(
                                "PUT",
                                "/locked/a?retention",
                                "<Retention><Mode>GOVERNANCE</Mode>"
                                        + "<RetainUntilDate>2020-01-01T00:00:00Z</RetainUntilDate></Retention>")
                        .code())
                .isEqualTo("InvalidArgument");
    }
}
