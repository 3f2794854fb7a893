package dev.anvil.gateway.memory;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.xml.XmlElement;
import dev.anvil.gateway.s3.xml.XmlReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a client gets. The code is empty where the answer is no error. Header names are in lower case. */
@SuppressWarnings("ArrayRecordComponent") // a lent buffer, compared by nobody
public record Reply(int status, String code, Map<String, String> headers, byte[] bytes) {
    static Reply of(S3Error error) {
        Map<String, String> headers = new LinkedHashMap<>();
        error.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new Reply(
                error.code().status(),
                error.code().code(),
                headers,
                error.text().getBytes(StandardCharsets.UTF_8));
    }

    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public XmlElement xml() {
        return XmlReader.parse(bytes);
    }

    /** The text of a child of the document's root; empty where there is none. */
    public String element(String name) {
        return xml().text(name).orElse("");
    }
}
