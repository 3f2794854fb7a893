package dev.anvil.gateway.s3.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.gateway.memory.MemoryGateway;
import dev.anvil.gateway.memory.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SSE-KMS, as clients see it. */
final class NamedKeysTest {
    private static final String ALGORITHM = "x-amz-server-side-encryption";
    private static final String KEY = "x-amz-server-side-encryption-aws-kms-key-id";
    private static final String CONTEXT = "x-amz-server-side-encryption-context";
    private static final String BUCKET_KEY = "x-amz-server-side-encryption-bucket-key-enabled";
    private static final String DEFAULT = "<ServerSideEncryptionConfiguration><Rule>"
            + "<ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm>"
            + "<KMSMasterKeyID>billing</KMSMasterKeyID></ApplyServerSideEncryptionByDefault>"
            + "<BucketKeyEnabled>true</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>";

    private final MemoryGateway gateway = new MemoryGateway();

    @BeforeEach
    void makeBucket() {
        gateway.send("PUT", "/vault");
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void whatLiesUnderANamedKeyIsReadWithoutNamingIt() {
        Reply put = gateway.send("PUT", "/vault/a", "secret", ALGORITHM, "aws:kms", KEY, "billing");
        assertThat(put.header(ALGORITHM)).isEqualTo("aws:kms");
        assertThat(put.header(KEY)).isEqualTo("billing");
        Reply got = gateway.send("GET", "/vault/a", "range", "bytes=1-3");
        assertThat(got.text()).isEqualTo("ecr");
        assertThat(got.header(ALGORITHM)).isEqualTo("aws:kms");
        assertThat(got.header(KEY)).isEqualTo("billing");
        assertThat(gateway.send("HEAD", "/vault/a", ALGORITHM, "aws:kms").status())
                .isEqualTo(400);
    }

    @Test
    void thereIsAKeyForWhoNamesNone() {
        Reply put = gateway.send("PUT", "/vault/a", "secret", ALGORITHM, "aws:kms");
        assertThat(put.header(KEY)).isEqualTo("aws/s3");
        assertThat(gateway.send("GET", "/vault/a").text()).isEqualTo("secret");
    }

    @Test
    void aBucketNamesAKeyForAll() {
        assertThat(gateway.send("PUT", "/vault?encryption", DEFAULT).status()).isEqualTo(200);
        assertThat(gateway.send("GET", "/vault?encryption").text())
                .contains("<KMSMasterKeyID>billing</KMSMasterKeyID>")
                .contains("<BucketKeyEnabled>true</BucketKeyEnabled>");
        Reply put = gateway.send("PUT", "/vault/a", "secret");
        assertThat(put.header(KEY)).isEqualTo("billing");
        assertThat(put.header(BUCKET_KEY)).isEqualTo("true");
        assertThat(gateway.send("PUT", "/vault/b", "x", ALGORITHM, "AES256").header(ALGORITHM))
                .isEqualTo("AES256");
        assertThat(gateway.send("PUT", "/vault?encryption", DEFAULT.replace("billing", "no key"))
                        .code())
                .isEqualTo("KMS.NotFoundException");
    }

    @Test
    void aContextIsBoundAndToldToWhoGaveIt() {
        Reply put = gateway.send(
                "PUT", "/vault/a", "secret", ALGORITHM, "aws:kms", CONTEXT, base64("{\"b\":\"2\",\"a\":\"1\"}"));
        assertThat(put.header(CONTEXT)).isEqualTo(base64("{\"b\":\"2\",\"a\":\"1\"}"));
        assertThat(gateway.send("GET", "/vault/a").text()).isEqualTo("secret");
        for (String wrong : new String[] {"%%%", base64("[]"), base64("{\"a\":1}"), base64("{"), base64("")}) {
            assertThat(gateway.send("PUT", "/vault/b", "x", ALGORITHM, "aws:kms", CONTEXT, wrong)
                            .code())
                    .isEqualTo("InvalidArgument");
        }
    }

    @Test
    void copiesUnderTheSameKeyMoveNoBytesAndOthersDo() {
        gateway.send("PUT", "/vault/a", "secret", ALGORITHM, "aws:kms", KEY, "billing");
        int before = gateway.drives.shards();
        Reply same = copy("b", "billing");
        assertThat(same.header(KEY)).isEqualTo("billing");
        assertThat(gateway.drives.shards()).isEqualTo(before);
        Reply other = copy("c", "payroll");
        assertThat(other.header(KEY)).isEqualTo("payroll");
        assertThat(gateway.drives.shards()).isGreaterThan(before);
        assertThat(gateway.send("GET", "/vault/b").text()).isEqualTo("secret");
        assertThat(gateway.send("GET", "/vault/c").text()).isEqualTo("secret");
        gateway.send("PUT", "/vault/d", "x-amz-copy-source", "/vault/c");
        assertThat(gateway.send("GET", "/vault/d").header(ALGORITHM)).isEmpty();
    }

    @Test
    void partsLieUnderTheKeyOfTheirUpload() {
        Reply begun = gateway.send("POST", "/vault/big?uploads", ALGORITHM, "aws:kms", KEY, "billing");
        assertThat(begun.header(KEY)).isEqualTo("billing");
        String upload = begun.element("UploadId");
        Reply part = gateway.send("PUT", "/vault/big?partNumber=1&uploadId=" + upload, "part");
        assertThat(part.header(KEY)).isEqualTo("billing");
        String document = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + part.header("etag")
                + "</ETag></Part></CompleteMultipartUpload>";
        assertThat(gateway.send("POST", "/vault/big?uploadId=" + upload, document)
                        .header(KEY))
                .isEqualTo("billing");
        assertThat(gateway.send("GET", "/vault/big").text()).isEqualTo("part");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThat(gateway.send("PUT", "/vault/a", "x", KEY, "billing").code()).isEqualTo("InvalidArgument");
        assertThat(gateway.send("PUT", "/vault/a", "x", ALGORITHM, "aws:kms", KEY, "no such/{key}")
                        .code())
                .isEqualTo("KMS.NotFoundException");
    }

    private Reply copy(String to, String key) {
        return gateway.send("PUT", "/vault/" + to, "x-amz-copy-source", "/vault/a", ALGORITHM, "aws:kms", KEY, key);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
