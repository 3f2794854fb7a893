package dev.anvil.gateway.s3.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.gateway.memory.MemoryGateway;
import dev.anvil.gateway.memory.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TaggingTest {
    private final MemoryGateway gateway = new MemoryGateway();

    @BeforeEach
    void putObject() {
        gateway.send("PUT", "/photos");
        gateway.send("PUT", "/photos/cat", "meow", "x-amz-tagging", "pet=cat");
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void tagsAreChangedWithoutChangingTheObject() {
        Reply before = gateway.send("HEAD", "/photos/cat");
        assertThat(tags()).contains("<Tag><Key>pet</Key><Value>cat</Value></Tag>");
        assertThat(put("<Tag><Key>mood</Key><Value>lazy</Value></Tag>").status())
                .isEqualTo(200);
        assertThat(tags())
                .contains("<Tag><Key>mood</Key><Value>lazy</Value></Tag>")
                .doesNotContain("pet");
        Reply after = gateway.send("HEAD", "/photos/cat");
        assertThat(after.header("last-modified")).isEqualTo(before.header("last-modified"));
        assertThat(after.header("etag")).isEqualTo(before.header("etag"));
        assertThat(gateway.send("DELETE", "/photos/cat?tagging").status()).isEqualTo(204);
        assertThat(tags()).contains("<TagSet></TagSet>");
    }

    private String tags() {
        return gateway.send("GET", "/photos/cat?tagging").text();
    }

    private Reply put(String tags) {
        return gateway.send("PUT", "/photos/cat?tagging", "<Tagging><TagSet>" + tags + "</TagSet></Tagging>");
    }

    @Test
    void tagsAreWordsOfPeople() {
        assertThat(put("<Tag><Key>größe/a.b:c=d+e-f@g h</Key><Value>大</Value></Tag>")
                        .status())
                .isEqualTo(200);
        assertThat(put("<Tag><Key>mood?</Key><Value/></Tag>").code()).isEqualTo("InvalidTag");
        assertThat(put("<Tag><Key>mood</Key><Value>la(zy)</Value></Tag>").code())
                .isEqualTo("InvalidTag");
        assertThat(put("<Tag><Key>aws:mood</Key><Value/></Tag>").code()).isEqualTo("InvalidTag");
    }

    @Test
    void tagsInAHeaderAreEncodedAsAQueryIs() {
        for (String field : new String[] {"=", "=cat", "mood%", "mood=lazy&mood=lazy"}) {
            assertThat(gateway.send("PUT", "/photos/dog", "x-amz-tagging", field)
                            .code())
                    .as(field)
                    .isEqualTo("InvalidArgument");
        }
        assertThat(gateway.send("PUT", "/photos/dog", "x-amz-tagging", "mood=a%2Fb&")
                        .status())
                .isEqualTo(200);
        assertThat(gateway.send("PUT", "/photos/dog", "x-amz-tagging", "mood?=lazy")
                        .code())
                .isEqualTo("InvalidTag");
    }

    @Test
    void anObjectHasTenTagsAtMost() {
        StringBuilder tags = new StringBuilder();
        for (int i = 0; i < 11; i++) {
            tags.append("<Tag><Key>").append(i).append("</Key><Value></Value></Tag>");
        }
        assertThat(put(tags.toString()).code()).isEqualTo("InvalidTag");
        assertThat(put("<Tag><Key>" + "k".repeat(129) + "</Key><Value/></Tag>").code())
                .isEqualTo("InvalidTag");
        assertThat(put("<Tag><Key>k</Key><Value>" + "v".repeat(257) + "</Value></Tag>")
                        .code())
                .isEqualTo("InvalidTag");
        assertThat(gateway.send("PUT", "/photos/none?tagging", "<Tagging><TagSet/></Tagging>")
                        .code())
                .isEqualTo("NoSuchKey");
    }
}
