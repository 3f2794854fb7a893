package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.xml.XmlElement;
import dev.anvil.gateway.s3.xml.XmlReader;
import dev.anvil.gateway.s3.xml.XmlWriter;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** From which pages browsers may use a bucket. */
final class CorsRules implements DocumentRules {
    private static final int MAX_RULES = 100;
    private static final int MAX_VALUES = 100;
    /** A header's name, in which stars stand for anything. */
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DELETE", "HEAD");

    @Override
    public String check(byte[] document) {
        XmlElement root = XmlReader.parse(document, "CORSConfiguration");
        List<XmlElement> rules = XmlDocument.some(root, "CORSRule", MAX_RULES);
        rules.forEach(CorsRules::check);
        return XmlDocument.of(xml -> {
            xml.openRoot("CORSConfiguration");
            rules.forEach(rule -> write(xml, rule));
            xml.close();
        });
    }

    private static void check(XmlElement rule) {
        for (XmlElement method : XmlDocument.some(rule, "AllowedMethod", MAX_VALUES)) {
            if (!METHODS.contains(method.text())) {
                throw new S3Error(
                        S3ErrorCode.INVALID_REQUEST,
                        "Found unsupported HTTP method in CORS config. Unsupported method is " + method.text());
            }
        }
        XmlDocument.some(rule, "AllowedOrigin", MAX_VALUES).forEach(CorsRules::requireOneStar);
        rule.children("AllowedHeader").forEach(CorsRules::requireOneStar);
        rule.children("AllowedHeader").forEach(CorsRules::requireName);
        rule.children("ExposeHeader").forEach(CorsRules::requireName);
        rule.text("MaxAgeSeconds").ifPresent(CorsRules::requireNumber);
    }

    private static void requireOneStar(XmlElement pattern) {
        if (pattern.text().indexOf('*') != pattern.text().lastIndexOf('*')) {
            throw new S3Error(
                    S3ErrorCode.INVALID_REQUEST,
                    pattern.name() + " \"" + pattern.text() + "\" can not have more than one wildcard.");
        }
    }

    private static void requireName(XmlElement header) {
        if (!NAME.matcher(header.text().strip()).matches()) {
            throw new S3Error(
                    S3ErrorCode.INVALID_REQUEST,
                    header.name() + " \"" + header.text() + "\" contains invalid character.");
        }
    }

    private static void requireNumber(String text) {
        if (!text.strip().matches("-?[0-9]{1,9}")) {
            throw XmlDocument.malformed();
        }
    }

    private static void write(XmlWriter xml, XmlElement rule) {
        xml.open("CORSRule");
        for (String name :
                List.of("ID", "AllowedHeader", "AllowedMethod", "AllowedOrigin", "ExposeHeader", "MaxAgeSeconds")) {
            rule.children(name).forEach(value -> xml.element(name, value.text().strip()));
        }
        xml.close();
    }
}
