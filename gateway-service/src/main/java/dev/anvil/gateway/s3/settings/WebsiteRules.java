package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.xml.XmlElement;
import dev.anvil.gateway.s3.xml.XmlReader;
import dev.anvil.gateway.s3.xml.XmlWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a bucket would be as a website: either somewhere else, or an index, an error page and rules of redirection. */
final class WebsiteRules implements DocumentRules {
    private static final int MAX_RULES = 50;
    private static final Set<String> PROTOCOLS = Set.of("http", "https");

    @Override
    public String check(byte[] document) {
        XmlElement root = XmlReader.parse(document, "WebsiteConfiguration");
        Optional<XmlElement> elsewhere = root.child("RedirectAllRequestsTo");
        return XmlDocument.of(xml -> {
            xml.openRoot("WebsiteConfiguration");
            if (elsewhere.isPresent()) {
                redirectAll(xml, root, elsewhere.get());
            } else {
                pages(xml, root);
            }
            xml.close();
        });
    }

    private static void redirectAll(XmlWriter xml, XmlElement root, XmlElement to) {
        if (root.child("IndexDocument").isPresent()
                || root.child("ErrorDocument").isPresent()
                || root.child("RoutingRules").isPresent()) {
            throw invalid("RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.");
        }
        xml.open("RedirectAllRequestsTo").element("HostName", XmlDocument.required(to, "HostName"));
        protocol(xml, to);
        xml.close();
    }

    private static void pages(XmlWriter xml, XmlElement root) {
        XmlElement index = root.child("IndexDocument").orElseThrow(XmlDocument::malformed);
        String suffix = XmlDocument.required(index, "Suffix");
        if (suffix.isEmpty() || suffix.contains("/")) {
            throw new S3Error(S3ErrorCode.INVALID_ARGUMENT, "The IndexDocument Suffix is not well formed");
        }
        xml.open("IndexDocument").element("Suffix", suffix).close();
        root.child("ErrorDocument")
                .ifPresent(error -> xml.open("ErrorDocument")
                        .element("Key", errorKey(error))
                        .close());
        root.child("RoutingRules").ifPresent(rules -> {
            List<XmlElement> all = XmlDocument.some(rules, "RoutingRule", MAX_RULES);
            xml.open("RoutingRules");
            all.forEach(rule -> rule(xml, rule));
            xml.close();
        });
    }

    private static String errorKey(XmlElement error) {
        String key = XmlDocument.required(error, "Key");
        if (key.isEmpty()) {
            throw new S3Error(S3ErrorCode.INVALID_ARGUMENT, "The ErrorDocument Key is not well formed");
        }
        return key;
    }

    private static void rule(XmlWriter xml, XmlElement rule) {
        xml.open("RoutingRule");
        rule.child("Condition").ifPresent(condition -> {
            Optional<String> code = text(condition, "HttpErrorCodeReturnedEquals");
            Optional<String> prefix = condition.text("KeyPrefixEquals");
            if (code.isEmpty() && prefix.isEmpty()) {
                throw invalid("Condition cannot be empty. To redirect all requests without a condition, the condition"
                        + " element shouldn't be present.");
            }
            if (code.filter(value -> !value.matches("[45]\\d\\d")).isPresent()) {
                throw invalid(
                        "The provided HTTP error code (" + code.get() + ") is not valid. Valid codes are 4XX or 5XX.");
            }
            xml.open("Condition")
                    .optional("HttpErrorCodeReturnedEquals", code.orElse(null))
                    .optional("KeyPrefixEquals", prefix.orElse(null))
                    .close();
        });
        redirect(xml, rule.child("Redirect").orElseThrow(XmlDocument::malformed));
        xml.close();
    }

    private static void redirect(XmlWriter xml, XmlElement redirect) {
        Optional<String> prefix = redirect.text("ReplaceKeyPrefixWith");
        Optional<String> key = redirect.text("ReplaceKeyWith");
        Optional<String> code = text(redirect, "HttpRedirectCode");
        if (prefix.isPresent() && key.isPresent()) {
            throw invalid("You can only define ReplaceKeyPrefix or ReplaceKey but not both.");
        }
        if (code.filter(value -> !value.matches("3\\d\\d") || value.equals("300"))
                .isPresent()) {
            throw invalid("The provided HTTP redirect code (" + code.get()
                    + ") is not valid. Valid codes are 3XX except 300.");
        }
        xml.open("Redirect");
        protocol(xml, redirect);
        xml.optional("HostName", text(redirect, "HostName").orElse(null))
                .optional("ReplaceKeyPrefixWith", prefix.orElse(null))
                .optional("ReplaceKeyWith", key.orElse(null))
                .optional("HttpRedirectCode", code.orElse(null))
                .close();
    }

    private static void protocol(XmlWriter xml, XmlElement of) {
        Optional<String> protocol = text(of, "Protocol");
        if (protocol.filter(name -> !PROTOCOLS.contains(name)).isPresent()) {
            throw invalid(
                    "Invalid protocol, protocol can be http or https. If not defined the protocol will be selected"
                            + " automatically.");
        }
        xml.optional("Protocol", protocol.orElse(null));
    }

    private static Optional<String> text(XmlElement parent, String name) {
        return parent.text(name).map(String::strip);
    }

    private static S3Error invalid(String message) {
        return new S3Error(S3ErrorCode.INVALID_REQUEST, message);
    }
}
