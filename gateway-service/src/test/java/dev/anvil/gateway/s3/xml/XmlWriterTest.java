package dev.anvil.gateway.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class XmlWriterTest {
    private static final String PROLOGUE = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    @Test
    void writesADocumentInS3sNamespace() {
        assertThat(written(xml -> xml.openRoot("R")
                        .element("Size", 12)
                        .element("Done", true)
                        .element("At", Instant.parse("2026-01-02T03:04:05.006Z"))
                        .optional("Absent", null)
                        .close()))
                .isEqualTo(PROLOGUE + "<R xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Size>12</Size>"
                        + "<Done>true</Done><At>2026-01-02T03:04:05.006Z</At></R>");
    }

    @Test
    void escapesWhatWouldBeMarkup() {
        assertThat(written(xml -> xml.element("K", "a<b>&\"c'")))
                .isEqualTo(PROLOGUE + "<K>a&lt;b&gt;&amp;&quot;c'</K>");
    }

    @Test
    void writesControlCharactersAsReferences() {
        assertThat(written(xml -> xml.element("K", "a\u0001\r\n\tb\ufffe")))
                .isEqualTo(PROLOGUE + "<K>a&#x1;&#xd;\n\tb&#xfffe;</K>");
    }

    @Test
    void keepsCharactersBeyondTheBasicPlane() {
        assertThat(written(xml -> xml.element("K", "\ud83d\ude00 \ud83d")))
                .isEqualTo(PROLOGUE + "<K>\ud83d\ude00 \ufffd</K>");
    }

    @Test
    void refusesToEndInsideAnElement() {
        assertThatThrownBy(() -> written(xml -> xml.open("A"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void writesLongDocumentsInPieces() {
        String document = written(xml -> {
            xml.open("A");
            for (int i = 0; i < 10_000; i++) {
                xml.element("Key", "key-" + i);
            }
            xml.close();
        });
        assertThat(XmlReader.parse(document.getBytes(StandardCharsets.UTF_8)).children("Key"))
                .hasSize(10_000);
    }

    private static String written(Consumer<XmlWriter> document) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XmlWriter xml = new XmlWriter(out);
        document.accept(xml);
        xml.finish();
        return out.toString(StandardCharsets.UTF_8);
    }
}
