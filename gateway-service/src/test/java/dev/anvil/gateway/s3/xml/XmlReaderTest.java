package dev.anvil.gateway.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlReaderTest {
    @Test
    void readsElementsWithOrWithoutNamespace() {
        XmlElement delete = XmlReader.parse(
                bytes("<x:Delete xmlns:x='urn:y'><x:Object><x:Key> a&amp;b\n</x:Key></x:Object><Object/></x:Delete>"),
                "Delete");
        assertThat(delete.children("Object")).hasSize(2);
        assertThat(delete.child("Object").flatMap(object -> object.text("Key"))).contains(" a&b\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<a>",
                "<a></b>",
                "<a/><b/>",
                "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
                "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
                "<other/>"
            })
    void refusesWhatIsNotTheDocument(String document) {
        assertMalformed(document);
    }

    @Test
    void refusesDeepNesting() {
        assertMalformed("<a>".repeat(1000) + "</a>".repeat(1000));
    }

    private static void assertMalformed(String document) {
        assertThatThrownBy(() -> XmlReader.parse(bytes(document), "a"))
                .isInstanceOfSatisfying(
                        S3Error.class, error -> assertThat(error.code()).isEqualTo(S3ErrorCode.MALFORMED_XML));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
