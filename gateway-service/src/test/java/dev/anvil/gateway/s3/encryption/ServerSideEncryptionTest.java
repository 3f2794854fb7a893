package dev.anvil.gateway.s3.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.gateway.memory.MemoryGateway;
import dev.anvil.gateway.memory.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ServerSideEncryptionTest {
    private static final String ALGORITHM = "x-amz-server-side-encryption-customer-algorithm";
    private static final String KEY = "x-amz-server-side-encryption-customer-key";
    private static final String MD5 = "x-amz-server-side-encryption-customer-key-md5";
    private static final String[] THEIRS = {
        ALGORITHM, "AES256", KEY, "pO3upElrwuEXSoFwCfnZPdSsmt/xWeFa0N9KgDijwVs=", MD5, "DWygnHRtgiJ77HCm+1rvHw=="
    };
    private static final String[] OTHER = {
        ALGORITHM, "AES256", KEY, "6b+WOZ1T3cqZMxgThRcXAQBrS5mXKdDUphvpxptl9/4=", MD5, "arxBvwY2V4SiOne6yppVPQ=="
    };
    private static final String DEFAULT = "<ServerSideEncryptionConfiguration><Rule>"
            + "<ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>"
            + "</ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>";

    private final MemoryGateway gateway = new MemoryGateway();

    @BeforeEach
    void makeBucket() {
        gateway.send("PUT", "/vault");
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private static String[] with(String body, String... headers) {
        String[] all = new String[headers.length + 1];
        all[0] = body;
        System.arraycopy(headers, 0, all, 1, headers.length);
        return all;
    }

    @Test
    void whatIsEncryptedByUsIsReadWithoutAnyAdo() {
        Reply put = gateway.send("PUT", "/vault/a", "secret", "x-amz-server-side-encryption", "AES256");
        assertThat(put.header("x-amz-server-side-encryption")).isEqualTo("AES256");
        assertThat(put.header("etag")).isEqualTo("\"5ebe2294ecd0e0f08eab7690d2a6ee69\"");
        Reply got = gateway.send("GET", "/vault/a", "range", "bytes=1-3");
        assertThat(got.text()).isEqualTo("ecr");
        assertThat(got.header("x-amz-server-side-encryption")).isEqualTo("AES256");
    }

    @Test
    void aBucketEncryptsUnasked() {
        assertThat(gateway.send("GET", "/vault?encryption").code())
                .isEqualTo("ServerSideEncryptionConfigurationNotFoundError");
        assertThat(gateway.send("PUT", "/vault?encryption", DEFAULT).status()).isEqualTo(200);
        assertThat(gateway.send("GET", "/vault?encryption").text()).contains("AES256");
        assertThat(gateway.send("PUT", "/vault/a", "secret").header("x-amz-server-side-encryption"))
                .isEqualTo("AES256");
        assertThat(gateway.send("GET", "/vault/a").text()).isEqualTo("secret");
    }

    @Test
    void whoBringsAKeyBringsItAgain() {
        Reply put = gateway.send("PUT", "/vault/a", with("secret", THEIRS));
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.header(MD5)).isEqualTo("DWygnHRtgiJ77HCm+1rvHw==");
        assertThat(put.header("etag")).isNotEqualTo("\"5ebe2294ecd0e0f08eab7690d2a6ee69\"");
        assertThat(gateway.send("GET", "/vault/a", THEIRS).text()).isEqualTo("secret");
        assertThat(gateway.send("GET", "/vault/a").status()).isEqualTo(400);
        assertThat(gateway.send("HEAD", "/vault/a").status()).isEqualTo(400);
        assertThat(gateway.send("GET", "/vault/a", OTHER).status()).isEqualTo(400);
    }

    @Test
    void nonsenseAboutKeysIsRefused() {
        assertThat(gateway.send("PUT", "/vault/a", with("x", ALGORITHM, "AES256"))
                        .code())
                .isEqualTo("InvalidArgument");
        assertThat(gateway.send("PUT", "/vault/a", with("x", ALGORITHM, "DES")).code())
                .isEqualTo("InvalidEncryptionAlgorithmError");
        assertThat(gateway.send("PUT", "/vault/a", with("x", KEY, THEIRS[3], MD5, THEIRS[5]))
                        .code())
                .isEqualTo("InvalidArgument");
        assertThat(gateway.send("PUT", "/vault/a", with("x", ALGORITHM, "AES256", KEY, THEIRS[3], MD5, OTHER[5]))
                        .code())
                .isEqualTo("InvalidArgument");
        assertThat(gateway.send("PUT", "/vault/a", "x", "x-amz-server-side-encryption", "aes:kms")
                        .code())
                .isEqualTo("InvalidArgument");
        assertThat(gateway.send("PUT", "/vault/a", "x", "x-amz-server-side-encryption", "aws:kms:dsse")
                        .code())
                .isEqualTo("NotImplemented");
        gateway.send("PUT", "/vault/plain", "x");
        assertThat(gateway.send("GET", "/vault/plain", THEIRS).code()).isEqualTo("InvalidRequest");
    }

    @Test
    void copiesAreEncryptedAsTheyAreAskedToBe() {
        gateway.send("PUT", "/vault/theirs", with("secret", THEIRS));
        String[] source = {
            "x-amz-copy-source",
            "/vault/theirs",
            "x-amz-copy-source-server-side-encryption-customer-algorithm",
            "AES256",
            "x-amz-copy-source-server-side-encryption-customer-key",
            THEIRS[3],
            "x-amz-copy-source-server-side-encryption-customer-key-md5",
            THEIRS[5]
        };
        assertThat(gateway.send("PUT", "/vault/plain", source).status()).isEqualTo(200);
        assertThat(gateway.send("GET", "/vault/plain").text()).isEqualTo("secret");
        assertThat(gateway.send("PUT", "/vault/bare", "x-amz-copy-source", "/vault/theirs")
                        .status())
                .isEqualTo(400);
        gateway.send(
                "PUT", "/vault/ours", "x-amz-copy-source", "/vault/plain", "x-amz-server-side-encryption", "AES256");
        Reply ours = gateway.send("GET", "/vault/ours");
        assertThat(ours.text()).isEqualTo("secret");
        assertThat(ours.header("x-amz-server-side-encryption")).isEqualTo("AES256");
        int before = gateway.drives.shards();
        gateway.send(
                "PUT", "/vault/again", "x-amz-copy-source", "/vault/ours", "x-amz-server-side-encryption", "AES256");
        assertThat(gateway.send("GET", "/vault/again").text()).isEqualTo("secret");
        assertThat(gateway.drives.shards()).isEqualTo(before);
    }

    @Test
    void partsAreEncryptedAsTheirUploadSaid() {
        String upload = gateway.send("POST", "/vault/big?uploads", THEIRS).element("UploadId");
        String part = "/vault/big?partNumber=1&uploadId=" + upload;
        assertThat(gateway.send("PUT", part, "part").status()).isEqualTo(400);
        assertThat(gateway.send("PUT", part, with("part", OTHER)).status()).isEqualTo(400);
        String tag = gateway.send("PUT", part, with("part", THEIRS)).header("etag");
        String document = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + tag
                + "</ETag></Part></CompleteMultipartUpload>";
        assertThat(gateway.send("POST", "/vault/big?uploadId=" + upload, document)
                        .status())
                .isEqualTo(400);
        assertThat(gateway.send("POST", "/vault/big?uploadId=" + upload, with(document, THEIRS))
                        .status())
                .isEqualTo(200);
        assertThat(gateway.send("GET", "/vault/big", THEIRS).text()).isEqualTo("part");
    }
}
