package dev.anvil.gateway.s3.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.gateway.catalogue.Grant;
import dev.anvil.gateway.memory.MemoryGateway;
import dev.anvil.gateway.memory.Reply;
import dev.anvil.gateway.s3.xml.XmlElement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BucketsTest {
    private final MemoryGateway gateway = new MemoryGateway();

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void aBucketIsMadeFoundAndDeleted() {
        Reply made = gateway.send("PUT", "/photos", location("eu-west-1"));
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.header("location")).isEqualTo("/photos");
        assertThat(gateway.send("HEAD", "/photos").header("x-amz-bucket-region"))
                .isEqualTo("eu-west-1");
        assertThat(gateway.send("GET", "/photos?location").xml().text()).isEqualTo("eu-west-1");
        assertThat(gateway.send("DELETE", "/photos").status()).isEqualTo(204);
        assertThat(gateway.send("HEAD", "/photos").status()).isEqualTo(404);
    }

    private static String location(String region) {
        return "<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><LocationConstraint>"
                + region + "</LocationConstraint></CreateBucketConfiguration>";
    }

    @Test
    void aBucketCanBeMadeWithTags() {
        Reply made = gateway.send(
                "PUT",
                "/photos",
                "<CreateBucketConfiguration><Tags><Tag><Key>team</Key><Value>pets</Value></Tag></Tags>"
                        + "</CreateBucketConfiguration>");
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.header("x-amz-bucket-arn")).isEqualTo("arn:aws:s3:::photos");
        assertThat(gateway.send("GET", "/photos?tagging").text())
                .contains("<Tag><Key>team</Key><Value>pets</Value></Tag>");
        assertThat(gateway.send(
                                "PUT",
                                "/films",
                                "<CreateBucketConfiguration><Tags><Tag><Key>te*m</Key><Value/></Tag></Tags>"
                                        + "</CreateBucketConfiguration>")
                        .code())
                .isEqualTo("InvalidTag");
    }

    @Test
    void otherRegionsAndBrokenDocumentsAreRefused() {
        assertThat(gateway.send("PUT", "/photos", location("mars-1")).code()).isEqualTo("InvalidLocationConstraint");
        assertThat(gateway.send("PUT", "/photos", "<nonsense").code()).isEqualTo("MalformedXML");
    }

    @Test
    void namesAreGlobal() {
        gateway.send("PUT", "/photos");
        assertThat(gateway.send("PUT", "/photos").code()).isEqualTo("BucketAlreadyOwnedByYou");
        gateway.as(MemoryGateway.app("rival", new Grant("*", "*")));
        assertThat(gateway.send("PUT", "/photos").code()).isEqualTo("BucketAlreadyExists");
        assertThat(gateway.send("HEAD", "/photos").status()).isEqualTo(403);
        assertThat(gateway.send("DELETE", "/photos").code()).isEqualTo("AccessDenied");
    }

    @Test
    void whoBelievesInAnotherOwnerIsDenied() {
        gateway.send("PUT", "/photos");
        String header = "x-amz-expected-bucket-owner";
        assertThat(gateway.send(
                                "HEAD",
                                "/photos",
                                header,
                                MemoryGateway.canonicalId(
                                        MemoryGateway.app("acme").tenant().id()))
                        .status())
                .isEqualTo(200);
        assertThat(gateway.send("HEAD", "/photos", header, "123456789012").status())
                .isEqualTo(403);
        assertThat(gateway.send("PUT", "/photos/cat", "meow", header, "123456789012")
                        .code())
                .isEqualTo("AccessDenied");
    }

    @Test
    void aBucketWithObjectsStays() {
        gateway.send("PUT", "/photos");
        gateway.send("PUT", "/photos/cat", "meow");
        assertThat(gateway.send("DELETE", "/photos").code()).isEqualTo("BucketNotEmpty");
        assertThat(gateway.send("GET", "/photos/cat").status()).isEqualTo(200);
    }

    @Test
    void onlyBucketsThatTheCallerMayKnowOfAreListed() {
        gateway.send("PUT", "/a-bucket");
        gateway.send("PUT", "/b-bucket");
        gateway.send("PUT", "/c-bucket");
        Reply page = gateway.send("GET", "/?max-buckets=2");
        assertThat(names(page)).containsExactly("a-bucket", "b-bucket");
        String token = page.element("ContinuationToken");
        assertThat(names(gateway.send("GET", "/?max-buckets=2&continuation-token=" + token)))
                .containsExactly("c-bucket");
        assertThat(names(gateway.send("GET", "/?prefix=b"))).containsExactly("b-bucket");

        gateway.as(MemoryGateway.app("acme", new Grant("bucket:list", "c-bucket")));
        assertThat(names(gateway.send("GET", "/"))).containsExactly("c-bucket");
        gateway.as(MemoryGateway.app("rival", new Grant("*", "*")));
        assertThat(names(gateway.send("GET", "/"))).isEmpty();
    }

    private static List<String> names(Reply reply) {
        XmlElement buckets = reply.xml().child("Buckets").orElseThrow();
        return buckets.children("Bucket").stream()
                .map(bucket -> bucket.text("Name").orElseThrow())
                .toList();
    }

    @Test
    void versioningIsTurnedOnAndSuspended() {
        gateway.send("PUT", "/photos");
        assertThat(gateway.send("GET", "/photos?versioning").xml().children()).isEmpty();
        gateway.send("PUT", "/photos?versioning", versioning("Enabled"));
        assertThat(gateway.send("PUT", "/photos/cat", "meow").header("x-amz-version-id"))
                .hasSize(32);
        gateway.send("PUT", "/photos?versioning", versioning("Suspended"));
        assertThat(gateway.send("PUT", "/photos/cat", "meow").header("x-amz-version-id"))
                .isEmpty();
        assertThat(gateway.send("PUT", "/photos?versioning", versioning("Perhaps"))
                        .code())
                .isEqualTo("IllegalVersioningConfigurationException");
    }

    private static String versioning(String status) {
        return "<VersioningConfiguration><Status>" + status + "</Status></VersioningConfiguration>";
    }
}
