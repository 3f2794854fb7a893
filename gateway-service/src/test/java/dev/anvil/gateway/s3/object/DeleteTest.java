package dev.anvil.gateway.s3.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.gateway.catalogue.Grant;
import dev.anvil.gateway.memory.MemoryGateway;
import dev.anvil.gateway.memory.Reply;
import dev.anvil.gateway.s3.xml.XmlElement;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DeleteTest {
    private static final String[] CHECKED = {"x-amz-sdk-checksum-algorithm", "CRC32"};

    private final MemoryGateway gateway = new MemoryGateway();

    @BeforeEach
    void makeBucket() {
        gateway.send("PUT", "/photos");
        gateway.send("PUT", "/photos/cat", "meow");
        gateway.send("PUT", "/photos/dog", "woof");
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void deletingWhatIsNotThereIsDone() {
        assertThat(gateway.send("DELETE", "/photos/cat").status()).isEqualTo(204);
        Reply again = gateway.send("DELETE", "/photos/cat");
        assertThat(again.status()).isEqualTo(204);
        assertThat(again.headers()).doesNotContainKeys("x-amz-version-id", "x-amz-delete-marker");
    }

    @Test
    void inAVersionedBucketAMarkerHidesTheObject() {
        enableVersioning();
        String version = gateway.send("PUT", "/photos/cat", "purr").header("x-amz-version-id");
        Reply deleted = gateway.send("DELETE", "/photos/cat");
        assertThat(deleted.header("x-amz-delete-marker")).isEqualTo("true");
        String marker = deleted.header("x-amz-version-id");

        Reply hidden = gateway.send("GET", "/photos/cat");
        assertThat(hidden.code()).isEqualTo("NoSuchKey");
        assertThat(hidden.header("x-amz-delete-marker")).isEqualTo("true");
        assertThat(hidden.header("x-amz-version-id")).isEqualTo(marker);
        assertThat(gateway.send("GET", "/photos/cat?versionId=" + marker).code())
                .isEqualTo("MethodNotAllowed");
        assertThat(gateway.send("GET", "/photos/cat?versionId=" + version).text())
                .isEqualTo("purr");
        assertThat(gateway.send("GET", "/photos/cat?versionId=null").text()).isEqualTo("meow");

        Reply unmarked = gateway.send("DELETE", "/photos/cat?versionId=" + marker);
        assertThat(unmarked.header("x-amz-delete-marker")).isEqualTo("true");
        assertThat(gateway.send("GET", "/photos/cat").text()).isEqualTo("purr");
    }

    private void enableVersioning() {
        Reply reply = gateway.send(
                "PUT",
                "/photos?versioning",
                "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(gateway.send("GET", "/photos?versioning").element("Status")).isEqualTo("Enabled");
    }

    @Test
    void manyAreDeletedAtOnce() {
        Reply reply =
                gateway.send("POST", "/photos?delete", document(false, "cat", "dog", "none"), CHECKED[0], CHECKED[1]);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.xml().children("Deleted")).hasSize(3);
        assertThat(gateway.send("GET", "/photos/dog").code()).isEqualTo("NoSuchKey");
    }

    @Test
    void quietAnswersTellOfFailuresOnly() {
        gateway.as(MemoryGateway.app("acme", new Grant("object:delete", "photos/c*")));
        Reply reply = gateway.send("POST", "/photos?delete", document(true, "dog", "cat"), CHECKED[0], CHECKED[1]);
        assertThat(reply.xml().children("Deleted")).isEmpty();
        XmlElement error = reply.xml().child("Error").orElseThrow();
        assertThat(error.text("Key")).hasValue("dog");
        assertThat(error.text("Code")).hasValue("AccessDenied");
        gateway.as(MemoryGateway.app("acme", new Grant("*", "*")));
        assertThat(gateway.send("GET", "/photos/dog").status()).isEqualTo(200);
        assertThat(gateway.send("GET", "/photos/cat").status()).isEqualTo(404);
    }

    @Test
    void aListOfKeysMustBeWholeAndCheckable() {
        assertThat(gateway.send("POST", "/photos?delete", document(false, "cat"))
                        .code())
                .isEqualTo("InvalidRequest");
        assertThat(gateway.send("POST", "/photos?delete", "<Delete></Delete>", CHECKED[0], CHECKED[1])
                        .code())
                .isEqualTo("MalformedXML");
        String[] many = new String[1001];
        Arrays.fill(many, "x");
        assertThat(gateway.send("POST", "/photos?delete", document(false, many), CHECKED[0], CHECKED[1])
                        .code())
                .isEqualTo("MalformedXML");
    }

    private static String document(boolean quiet, String... keys) {
        StringBuilder document = new StringBuilder("<Delete>");
        for (String key : keys) {
            document.append("<Object><Key>").append(key).append("</Key></Object>");
        }
        return document.append("<Quiet>")
                .append(quiet)
                .append("</Quiet></Delete>")
                .toString();
    }
}
