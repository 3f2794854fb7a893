package dev.anvil.gateway.s3.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.memory.MemoryGateway;
import dev.anvil.gateway.memory.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SettingsTest {
    private final MemoryGateway gateway = new MemoryGateway();

    @BeforeEach
    void makeBucket() {
        gateway.send("PUT", "/photos");
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void tagsArePutGottenAndDeleted() {
        assertThat(gateway.send("GET", "/photos?tagging").code()).isEqualTo("NoSuchTagSet");
        String tagging = "<Tagging><TagSet><Tag><Key>a</Key><Value>b + c</Value></Tag></TagSet></Tagging>";
        assertThat(gateway.send("PUT", "/photos?tagging", tagging).status()).isEqualTo(204);
        assertThat(gateway.send("GET", "/photos?tagging").text())
                .contains("<Tag><Key>a</Key><Value>b + c</Value></Tag>");
        assertThat(gateway.send("DELETE", "/photos?tagging").status()).isEqualTo(204);
        assertThat(gateway.send("GET", "/photos?tagging").code()).isEqualTo("NoSuchTagSet");
        assertThat(gateway.send("PUT", "/photos?tagging", tagging.replace("<Key>a</Key>", ""))
                        .code())
                .isEqualTo("MalformedXML");
        String twice = "<Tag><Key>a</Key><Value>1</Value></Tag>";
        assertThat(gateway.send("PUT", "/photos?tagging", "<Tagging><TagSet>" + twice + twice + "</TagSet></Tagging>")
                        .code())
                .isEqualTo("InvalidTag");
    }

    @Test
    void corsRulesMustMakeSense() {
        String rule =
                "<CORSRule><AllowedMethod>GET</AllowedMethod><AllowedOrigin>*.example.org</AllowedOrigin></CORSRule>";
        assertThat(cors(rule).status()).isEqualTo(200);
        assertThat(gateway.send("GET", "/photos?cors").text()).contains(rule);
        assertThat(cors(rule.replace("GET", "TRACE")).code()).isEqualTo("InvalidRequest");
        assertThat(cors(rule.replace("*.ex", "*.*.ex")).code()).isEqualTo("InvalidRequest");
        assertThat(cors(rule.replace("</CORSRule>", "<ExposeHeader>no name</ExposeHeader></CORSRule>"))
                        .code())
                .isEqualTo("InvalidRequest");
        assertThat(cors("").code()).isEqualTo("MalformedXML");
    }

    private Reply cors(String rules) {
        return gateway.send("PUT", "/photos?cors", "<CORSConfiguration>" + rules + "</CORSConfiguration>");
    }

    @Test
    void thePublicAccessBlockAnswersAllItsSwitches() {
        gateway.send(
                "PUT",
                "/photos?publicAccessBlock",
                "<PublicAccessBlockConfiguration><BlockPublicAcls>TRUE</BlockPublicAcls></PublicAccessBlockConfiguration>");
        Reply reply = gateway.send("GET", "/photos?publicAccessBlock");
        assertThat(reply.element("BlockPublicAcls")).isEqualTo("true");
        assertThat(reply.element("RestrictPublicBuckets")).isEqualTo("false");
    }

    @Test
    void ownershipIsOneOfThree() {
        assertThat(ownership("ObjectWriter").status()).isEqualTo(200);
        assertThat(gateway.send("GET", "/photos?ownershipControls").text()).contains("ObjectWriter");
        assertThat(ownership("Nobody").code()).isEqualTo("MalformedXML");
    }

    private Reply ownership(String name) {
        return gateway.send(
                "PUT",
                "/photos?ownershipControls",
                "<OwnershipControls><Rule><ObjectOwnership>" + name + "</ObjectOwnership></Rule></OwnershipControls>");
    }

    @Test
    void theOwnerHasEverythingWhereNobodyWasGrantedAnything() {
        gateway.send("PUT", "/photos/cat", "meow");
        for (String path : new String[] {"/photos?acl", "/photos/cat?acl"}) {
            Reply acl = gateway.send("GET", path);
            assertThat(acl.text()).contains("<Permission>FULL_CONTROL</Permission>");
            assertThat(gateway.send("PUT", path, acl.text()).status()).isEqualTo(200);
            assertThat(gateway.send("PUT", path, "x-amz-acl", "private").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void whereTheRequesterPaysStrangersSayThatTheyKnow() {
        assertThat(gateway.send("GET", "/photos?requestPayment").element("Payer"))
                .isEqualTo("BucketOwner");
        assertThat(gateway.send("PUT", "/photos?requestPayment", payer("Nobody"))
                        .code())
                .isEqualTo("MalformedXML");
        assertThat(gateway.send("PUT", "/photos?requestPayment", payer("Requester"))
                        .status())
                .isEqualTo(200);
        assertThat(gateway.send("GET", "/photos?requestPayment").element("Payer"))
                .isEqualTo("Requester");
        gateway.send("PUT", "/photos?acl", "x-amz-acl", "public-read");
        assertThat(gateway.send("GET", "/photos").status()).isEqualTo(200);
        gateway.as(new Caller.Anonymous());
        assertThat(gateway.send("GET", "/photos").status()).isEqualTo(403);
        assertThat(gateway.send("GET", "/photos", "x-amz-request-payer", "requester")
                        .status())
                .isEqualTo(200);
    }

    private static String payer(String who) {
        return "<RequestPaymentConfiguration><Payer>" + who + "</Payer></RequestPaymentConfiguration>";
    }

    @Test
    void aWebsiteIsDescribed() {
        assertThat(gateway.send("GET", "/photos?website").code()).isEqualTo("NoSuchWebsiteConfiguration");
        String site = "<IndexDocument><Suffix>index.html</Suffix></IndexDocument>"
                + "<ErrorDocument><Key>error.html</Key></ErrorDocument>"
                + "<RoutingRules><RoutingRule><Condition><KeyPrefixEquals>old/</KeyPrefixEquals></Condition>"
                + "<Redirect><ReplaceKeyPrefixWith>new/</ReplaceKeyPrefixWith>"
                + "<HttpRedirectCode>302</HttpRedirectCode></Redirect></RoutingRule></RoutingRules>";
        assertThat(website(site).status()).isEqualTo(200);
        assertThat(gateway.send("GET", "/photos?website").text()).contains(site);
        assertThat(website(site.replace("302", "200")).code()).isEqualTo("InvalidRequest");
        assertThat(website(site.replace("index.html", "a/b")).code()).isEqualTo("InvalidArgument");
        assertThat(website("<ErrorDocument><Key>e</Key></ErrorDocument>").code())
                .isEqualTo("MalformedXML");
        String elsewhere = "<RedirectAllRequestsTo><HostName>example.org</HostName><Protocol>https</Protocol>"
                + "</RedirectAllRequestsTo>";
        assertThat(website(elsewhere).status()).isEqualTo(200);
        assertThat(website(elsewhere.replace("https", "ftp")).code()).isEqualTo("InvalidRequest");
        assertThat(website(elsewhere + site).code()).isEqualTo("InvalidRequest");
        assertThat(gateway.send("DELETE", "/photos?website").status()).isEqualTo(204);
        assertThat(gateway.send("GET", "/photos?website").code()).isEqualTo("NoSuchWebsiteConfiguration");
    }

    private Reply website(String content) {
        return gateway.send("PUT", "/photos?website", "<WebsiteConfiguration>" + content + "</WebsiteConfiguration>");
    }

    @Test
    void whatWeDoNotHaveIsOffAndCannotBePut() {
        assertThat(gateway.send("GET", "/photos?logging").status()).isEqualTo(200);
        assertThat(gateway.send("GET", "/photos?policy").code()).isEqualTo("NoSuchBucketPolicy");
        assertThat(gateway.send("GET", "/photos?lifecycle").code()).isEqualTo("NoSuchLifecycleConfiguration");
        assertThat(gateway.send("PUT", "/photos?logging", "<BucketLoggingStatus/>")
                        .status())
                .isEqualTo(200);
        assertThat(gateway.send(
                                "PUT",
                                "/photos?logging",
                                "<BucketLoggingStatus><LoggingEnabled/></BucketLoggingStatus>")
                        .status())
                .isEqualTo(501);
        assertThat(gateway.send("GET", "/photos?replication").code())
                .isEqualTo("ReplicationConfigurationNotFoundError");
    }

    private String putRule(String rule) {
        return gateway.send(
                        "PUT",
                        "/photos?lifecycle",
                        "<LifecycleConfiguration><Rule>" + rule + "</Rule></LifecycleConfiguration>")
                .code();
    }

    @Test
    void onlyLifecyclesThatMakeSenseAreTaken() {
        String on = "<Status>Enabled</Status>";
        assertThat(putRule(on + "<Prefix>a</Prefix><Expiration><Days>0</Days></Expiration>"))
                .isEqualTo("InvalidArgument");
        assertThat(putRule("<Status>enabled</Status><Prefix/><Expiration><Days>1</Days></Expiration>"))
                .isEqualTo("MalformedXML");
        assertThat(putRule(on + "<Expiration><Days>1</Days></Expiration>")).isEqualTo("MalformedXML");
        assertThat(putRule(on + "<Filter/>")).isEqualTo("InvalidRequest");
        assertThat(putRule(
                        "<ID>" + "x".repeat(256) + "</ID>" + on + "<Prefix/><Expiration><Days>1</Days></Expiration>"))
                .isEqualTo("InvalidArgument");
        assertThat(putRule(on + "<Prefix/><Expiration><Date>2020-01-01T01:00:00Z</Date></Expiration>"))
                .isEqualTo("InvalidArgument");
        assertThat(putRule(on + "<Prefix/><Transition><Days>1</Days><StorageClass>GLACIER</StorageClass></Transition>"))
                .isEqualTo("NotImplemented");
        assertThat(putRule(on + "<Filter><Tag><Key>a</Key><Value>b</Value></Tag></Filter>"
                        + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation>"
                        + "</AbortIncompleteMultipartUpload>"))
                .isEqualTo("InvalidRequest");
    }

    @Test
    void readersAreToldWhenAnObjectGoes() {
        assertThat(putRule("<ID>a rule</ID><Status>Enabled</Status><Filter><Prefix>old/</Prefix></Filter>"
                        + "<Expiration><Days>1</Days></Expiration>"))
                .isEmpty();
        assertThat(gateway.send("PUT", "/photos/old/a", "x").header("x-amz-expiration"))
                .isEqualTo("expiry-date=\"Sun, 22 Nov 2026 00:00:00 GMT\", rule-id=\"a%20rule\"");
        assertThat(gateway.send("HEAD", "/photos/old/a").header("x-amz-expiration"))
                .contains("a%20rule");
        gateway.send("PUT", "/photos/new", "x");
        assertThat(gateway.send("HEAD", "/photos/new").header("x-amz-expiration"))
                .isEmpty();
        assertThat(gateway.send("DELETE", "/photos?lifecycle").status()).isEqualTo(204);
        assertThat(gateway.send("GET", "/photos?lifecycle").code()).isEqualTo("NoSuchLifecycleConfiguration");
    }
}
