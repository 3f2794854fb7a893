package dev.anvil.gateway.s3.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.catalogue.Grant;
import dev.anvil.gateway.memory.MemoryGateway;
import dev.anvil.gateway.memory.Reply;
import dev.anvil.gateway.s3.Access;
import dev.anvil.gateway.s3.S3Operation;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What another tenant, and who is nobody, get: nothing that the owner has not opened, in any operation. */
class StrangersTest {
    private static final Caller.App OWNER = MemoryGateway.app("acme", new Grant("*", "*"));
    private static final Caller.App STRANGER = MemoryGateway.app("globex", new Grant("*", "*"));
    private static final Caller NOBODY = new Caller.Anonymous();

    private final MemoryGateway gateway = new MemoryGateway();

    @BeforeEach
    void aBucketWithAnObject() {
        gateway.as(OWNER);
        gateway.send("PUT", "/photos");
        gateway.send("PUT", "/photos/cat", "meow");
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @EnumSource(S3Operation.class)
    void everyOperationSaysWhatItNeeds(S3Operation operation) {
        Access access = operation.access();
        boolean free = Set.of(S3Operation.PREFLIGHT_BUCKET, S3Operation.PREFLIGHT_OBJECT)
                .contains(operation);
        assertThat(access.action().isEmpty()).isEqualTo(free);
        assertThat(access.policyAction()).startsWith("s3:").doesNotContain(" ");
        assertThat(access.ofVersion()).startsWith("s3:");
    }

    @ParameterizedTest
    @EnumSource(S3Operation.class)
    void noOperationReachesIntoABucketThatIsNotOpen(S3Operation operation) {
        switch (operation.level()) {
            case BUCKET, OBJECT -> {
                for (Caller stranger : new Caller[] {STRANGER, NOBODY}) {
                    gateway.as(stranger);
                    Reply reply = gateway.perform(operation, "/photos", "/photos/cat");
                    if (operation.access().action().isPresent()) {
                        assertThat(reply.status())
                                .as("%s by %s", operation, stranger)
                                .isIn(refusals(operation));
                        assertThat(reply.text()).doesNotContain("meow").doesNotContainPattern("\\bcat\\b");
                    }
                }
                gateway.as(OWNER);
                assertThat(gateway.send("GET", "/photos/cat").text()).isEqualTo("meow");
            }
            case ACCOUNT, NEW_BUCKET ->
                assertThat(operation).isIn(EnumSet.of(S3Operation.LIST_BUCKETS, S3Operation.CREATE_BUCKET));
        }
    }

    /** A form has to be read before it is known what it is about; what is no form is refused as such. */
    private static Integer[] refusals(S3Operation operation) {
        return operation == S3Operation.POST_OBJECT ? new Integer[] {400, 403, 411, 412} : new Integer[] {403};
    }

    @Test
    void nobodyHasNoBuckets() {
        gateway.as(NOBODY);
        assertThat(gateway.send("GET", "/").code()).isEqualTo("AccessDenied");
        assertThat(gateway.send("PUT", "/new").code()).isEqualTo("AccessDenied");
    }

    @Test
    void aPolicyOpensWhatItNames() {
        gateway.send("PUT", "/photos?policy", policy("Allow", "*", "s3:GetObject", "photos/c*"));
        gateway.send("PUT", "/photos/dog", "woof");
        for (Caller stranger : new Caller[] {STRANGER, NOBODY}) {
            gateway.as(stranger);
            assertThat(gateway.send("GET", "/photos/cat").text()).isEqualTo("meow");
            assertThat(gateway.send("GET", "/photos/dog").status()).isEqualTo(403);
            assertThat(gateway.send("GET", "/photos/cat?tagging").status()).isEqualTo(403);
            assertThat(gateway.send("GET", "/photos").status()).isEqualTo(403);
            assertThat(gateway.send("PUT", "/photos/cat", "bark").status()).isEqualTo(403);
        }
        gateway.as(MemoryGateway.app("globex", new Grant("object:read", "other/*")));
        assertThat(gateway.send("GET", "/photos/cat").status()).isEqualTo(403);
    }

    @Test
    void aDenialBindsTheOwnerToo_butNeverLocksItOutOfThePolicy() {
        gateway.send("PUT", "/photos?policy", policy("Deny", "*", "s3:*", "*"));
        assertThat(gateway.send("GET", "/photos/cat").status()).isEqualTo(403);
        assertThat(gateway.send("GET", "/photos?acl").status()).isEqualTo(403);
        assertThat(gateway.send("GET", "/photos?policy").status()).isEqualTo(200);
        assertThat(gateway.send("DELETE", "/photos?policy").status()).isEqualTo(204);
        assertThat(gateway.send("GET", "/photos/cat").status()).isEqualTo(200);
    }

    @Test
    void whatIsNotThereIsKnownToWhoMayListOnly() {
        gateway.send("PUT", "/photos?policy", policy("Allow", "*", "s3:GetObject", "photos/*"));
        gateway.as(NOBODY);
        assertThat(gateway.send("GET", "/photos/none").status()).isEqualTo(403);
        gateway.as(OWNER).send("PUT", "/photos?acl", "x-amz-acl", "public-read");
        gateway.as(NOBODY);
        assertThat(gateway.send("GET", "/photos/none").status()).isEqualTo(404);
    }

    @Test
    void whatBelongsToSomebodyIsMadeBySomebody() {
        gateway.send("PUT", "/photos?policy", policy("Allow", "*", "s3:*", "photos/*"));
        gateway.send("PUT", "/photos?acl", "x-amz-acl", "public-read-write");
        gateway.as(NOBODY);
        assertThat(gateway.send("PUT", "/photos/free", "x").status()).isEqualTo(200);
        assertThat(gateway.send("POST", "/photos/large?uploads").code()).isEqualTo("AccessDenied");
        assertThat(gateway.send("PUT", "/photos/copy", "x-amz-copy-source", "/photos/free")
                        .code())
                .isEqualTo("AccessDenied");
        assertThat(gateway.send("PUT", "/photos/free?acl", "x-amz-acl", "private")
                        .code())
                .isEqualTo("AccessDenied");
    }

    @Test
    void aListIsGivenInOneWay() {
        assertThat(gateway.send("PUT", "/photos?acl", "<AccessControlPolicy/>", "x-amz-acl", "private")
                        .code())
                .isEqualTo("UnexpectedContent");
    }

    @Test
    void listsOpenBucketsAndObjects() {
        assertThat(gateway.send("PUT", "/photos?acl", "x-amz-acl", "public-read-write")
                        .status())
                .isEqualTo(200);
        gateway.send("PUT", "/photos/dog", "woof", "x-amz-acl", "public-read");
        gateway.as(NOBODY);
        assertThat(gateway.send("GET", "/photos").status()).isEqualTo(200);
        assertThat(gateway.send("GET", "/photos/cat").status()).isEqualTo(403);
        assertThat(gateway.send("GET", "/photos/dog").text()).isEqualTo("woof");
        assertThat(gateway.send("PUT", "/photos/from-nobody", "x").status()).isEqualTo(200);
        gateway.as(OWNER);
        assertThat(gateway.send("GET", "/photos/from-nobody").status()).isEqualTo(200);
    }

    @Test
    void whatAStrangerPutsIsTheStrangers() {
        gateway.send("PUT", "/photos?acl", "x-amz-acl", "public-read-write");
        gateway.as(STRANGER).send("PUT", "/photos/theirs", "secret");
        gateway.as(STRANGER).send("PUT", "/photos/shared", "x", "x-amz-acl", "bucket-owner-full-control");
        assertThat(gateway.send("GET", "/photos/theirs").text()).isEqualTo("secret");
        gateway.as(OWNER);
        assertThat(gateway.send("GET", "/photos/theirs").status()).isEqualTo(403);
        assertThat(gateway.send("GET", "/photos/theirs?acl").status()).isEqualTo(403);
        assertThat(gateway.send("GET", "/photos/shared").status()).isEqualTo(200);
        gateway.send("PUT", "/photos?acl", "x-amz-acl", "private");
        gateway.send(
                "PUT",
                "/photos?ownershipControls",
                "<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>");
        assertThat(gateway.send("GET", "/photos/theirs").text()).isEqualTo("secret");
        assertThat(gateway.send("PUT", "/photos/cat?acl", "x-amz-acl", "private")
                        .code())
                .isEqualTo("AccessControlListNotSupported");
        gateway.as(STRANGER);
        assertThat(gateway.send("GET", "/photos/theirs").status()).isEqualTo(403);
    }

    @Test
    void thePublicAccessBlockClosesWhatIsOpenAndRefusesToOpen() {
        gateway.send("PUT", "/photos?acl", "x-amz-acl", "public-read");
        gateway.send("PUT", "/photos?policy", policy("Allow", "*", "s3:GetObject", "photos/*"));
        gateway.send(
                "PUT",
                "/photos?publicAccessBlock",
                "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>"
                        + "<BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets>"
                        + "</PublicAccessBlockConfiguration>");
        assertThat(gateway.send("PUT", "/photos/a", "x", "x-amz-acl", "public-read")
                        .code())
                .isEqualTo("AccessDenied");
        assertThat(gateway.send("PUT", "/photos?policy", policy("Allow", "*", "s3:GetObject", "photos/*"))
                        .code())
                .isEqualTo("AccessDenied");
        assertThat(gateway.send("GET", "/photos?policyStatus").element("IsPublic"))
                .isEqualTo("false");
        assertThat(gateway.send("GET", "/photos/cat").status()).isEqualTo(200);
        gateway.as(NOBODY);
        assertThat(gateway.send("GET", "/photos").status()).isEqualTo(403);
        assertThat(gateway.send("GET", "/photos/cat").status()).isEqualTo(403);
    }

    @Test
    void grantsAreGivenToTenantsThatExist() {
        String grants = "<AccessControlPolicy><Owner><ID>" + OWNER.tenant().canonicalId()
                + "</ID></Owner><AccessControlList><Grant><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xsi:type=\"AmazonCustomerByEmail\"><EmailAddress>%s</EmailAddress></Grantee>"
                + "<Permission>READ</Permission></Grant></AccessControlList></AccessControlPolicy>";
        assertThat(gateway.send("PUT", "/photos/cat?acl", grants.formatted("nobody@example.org"))
                        .code())
                .isEqualTo("UnresolvableGrantByEmailAddress");
        assertThat(gateway.send("PUT", "/photos/cat?acl", "x-amz-grant-read", "id=" + "f".repeat(64))
                        .code())
                .isEqualTo("InvalidArgument");
        assertThat(gateway.send("PUT", "/photos/cat?acl", grants.formatted("globex@example.org"))
                        .status())
                .isEqualTo(200);
        assertThat(gateway.as(STRANGER).send("GET", "/photos/cat").text()).isEqualTo("meow");
        assertThat(gateway.as(NOBODY).send("GET", "/photos/cat").status()).isEqualTo(403);
    }

    @Test
    void aMalformedPolicyIsRefusedWithASentence() {
        Reply reply = gateway.send("PUT", "/photos?policy", policy("Allow", "*", "s3:GetObject", "videos/*"));
        assertThat(reply.code()).isEqualTo("MalformedPolicy");
        assertThat(gateway.send("GET", "/photos?policy").code()).isEqualTo("NoSuchBucketPolicy");
    }

    @Test
    void tagsOfTheObjectCanDecide() {
        gateway.send(
                "PUT",
                "/photos?policy",
                policy("Allow", "*", "s3:GetObject", "photos/*")
                        .replace(
                                "\"Effect\"",
                                "\"Condition\":{\"StringEquals\":{\"s3:ExistingObjectTag/open\":\"yes\"}},\"Effect\""));
        gateway.send("PUT", "/photos/dog", "woof", "x-amz-tagging", "open=yes");
        gateway.as(NOBODY);
        assertThat(gateway.send("GET", "/photos/dog").text()).isEqualTo("woof");
        assertThat(gateway.send("GET", "/photos/cat").status()).isEqualTo(403);
    }

    private static String policy(String effect, String principal, String action, String resource) {
        String arn = resource.equals("*") ? "*" : "arn:aws:s3:::" + resource;
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"%s","Principal":"%s","Action":"%s","Resource":"%s"}]}""".formatted(effect, principal, action, arn);
    }
}
