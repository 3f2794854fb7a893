package dev.anvil.gateway.s3.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.gateway.memory.MemoryGateway;
import dev.anvil.gateway.memory.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ListingTest {
    private final MemoryGateway gateway = new MemoryGateway();

    @BeforeEach
    void putObjects() {
        gateway.send("PUT", "/photos");
        for (String key : List.of("a", "b/1", "b/2", "c%20d", "e%2B%0A", "f/g/h")) {
            gateway.send("PUT", "/photos/" + key, "x");
        }
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private static List<String> keys(Reply reply) {
        return reply.xml().children("Contents").stream()
                .map(object -> object.text("Key").orElseThrow())
                .toList();
    }

    private static List<String> prefixes(Reply reply) {
        return reply.xml().children("CommonPrefixes").stream()
                .map(object -> object.text("Prefix").orElseThrow())
                .toList();
    }

    @Test
    void aDelimiterFoldsKeysIntoPrefixes() {
        Reply reply = gateway.send("GET", "/photos?list-type=2&delimiter=/");
        assertThat(keys(reply)).containsExactly("a", "c d", "e+\n");
        assertThat(prefixes(reply)).containsExactly("b/", "f/");
        assertThat(reply.element("KeyCount")).isEqualTo("5");
        assertThat(reply.element("IsTruncated")).isEqualTo("false");
        assertThat(reply.element("Delimiter")).isEqualTo("/");
    }

    @Test
    void pagesFollowEachOtherByOpaqueTokens() {
        List<String> all = new ArrayList<>();
        String token = "";
        int pages = 0;
        do {
            Reply page = gateway.send(
                    "GET", "/photos?list-type=2&max-keys=2" + (token.isEmpty() ? "" : "&continuation-token=" + token));
            assertThat(page.element("ContinuationToken")).isEqualTo(token);
            all.addAll(keys(page));
            token = page.element("NextContinuationToken");
            pages++;
        } while (!token.isEmpty());
        assertThat(all).containsExactly("a", "b/1", "b/2", "c d", "e+\n", "f/g/h");
        assertThat(pages).isEqualTo(3);
        assertThat(gateway.send("GET", "/photos?list-type=2&continuation-token=nonsense")
                        .code())
                .isEqualTo("InvalidArgument");
    }

    @Test
    void theFirstVersionGoesOnByMarker() {
        Reply page = gateway.send("GET", "/photos?max-keys=2&delimiter=/");
        assertThat(keys(page)).containsExactly("a");
        assertThat(prefixes(page)).containsExactly("b/");
        assertThat(page.element("NextMarker")).isEqualTo("b/");
        assertThat(page.element("IsTruncated")).isEqualTo("true");
        Reply next = gateway.send("GET", "/photos?delimiter=/&marker=b/");
        assertThat(keys(next)).containsExactly("c d", "e+\n");
        assertThat(next.element("Marker")).isEqualTo("b/");
    }

    @Test
    void keysCanBeEncodedBecauseXmlCannotCarryAll() {
        Reply reply = gateway.send("GET", "/photos?list-type=2&encoding-type=url&start-after=c&prefix=");
        assertThat(keys(reply)).containsExactly("c%20d", "e%2B%0A", "f/g/h");
        assertThat(reply.element("EncodingType")).isEqualTo("url");
        assertThat(reply.element("StartAfter")).isEqualTo("c");
        assertThat(gateway.send("GET", "/photos?encoding-type=rot13").code()).isEqualTo("InvalidArgument");
    }

    @Test
    void aPageOfNothingIsTheLast() {
        Reply reply = gateway.send("GET", "/photos?list-type=2&max-keys=0");
        assertThat(keys(reply)).isEmpty();
        assertThat(reply.element("IsTruncated")).isEqualTo("false");
        assertThat(gateway.send("GET", "/photos?max-keys=nonsense").code()).isEqualTo("InvalidArgument");
        assertThat(gateway.send("GET", "/photos?max-keys=-1").code()).isEqualTo("InvalidArgument");
        assertThat(gateway.send("GET", "/photos?max-keys=100000").element("MaxKeys"))
                .isEqualTo("1000");
    }

    @Test
    void theOwnerIsTheTenantWhereItIsAskedFor() {
        assertThat(gateway.send("GET", "/photos?list-type=2").text()).doesNotContain("<Owner>");
        assertThat(gateway.send("GET", "/photos?list-type=2&fetch-owner=true").text())
                .contains("<Owner><ID>"
                        + MemoryGateway.canonicalId(
                                MemoryGateway.app("acme").tenant().id())
                        + "</ID><DisplayName>owner</DisplayName></Owner>");
        assertThat(gateway.send("GET", "/photos").text()).contains("<Owner>");
    }

    @Test
    void versionsAreListedWithTheirMarkers() {
        gateway.send(
                "PUT",
                "/photos?versioning",
                "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        gateway.send("PUT", "/photos/a", "second");
        gateway.send("DELETE", "/photos/a");
        Reply reply = gateway.send("GET", "/photos?versions");
        assertThat(reply.xml().children("DeleteMarker")).hasSize(1);
        assertThat(reply.xml().children("Version")).hasSize(7);
        assertThat(reply.text()).contains("<VersionId>null</VersionId><IsLatest>false</IsLatest>");
        assertThat(gateway.send("GET", "/photos?versions&version-id-marker=null")
                        .code())
                .isEqualTo("InvalidArgument");
    }
}
