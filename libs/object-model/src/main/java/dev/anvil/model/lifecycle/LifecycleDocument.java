package dev.anvil.model.lifecycle;

import dev.anvil.model.lifecycle.LifecycleRule.Expiration;
import dev.anvil.model.lifecycle.LifecycleRule.NoncurrentExpiration;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads a document that was checked when it was put. */
public final class LifecycleDocument {
    private LifecycleDocument() {}

    public static LifecycleRules parse(String document) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Element root = factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(document)))
                    .getDocumentElement();
            return new LifecycleRules(
                    children(root, "Rule").stream().map(LifecycleDocument::rule).toList());
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException("not a document of a lifecycle", e);
        }
    }

    private static LifecycleRule rule(Element rule) {
        return new LifecycleRule(
                text(rule, "ID").orElse(""),
                text(rule, "Status").equals(Optional.of("Enabled")),
                filter(rule),
                child(rule, "Expiration").map(LifecycleDocument::expiration).orElse(null),
                child(rule, "NoncurrentVersionExpiration")
                        .map(by -> new NoncurrentExpiration(
                                number(by, "NoncurrentDays").orElse(1),
                                number(by, "NewerNoncurrentVersions").orElse(0)))
                        .orElse(null),
                child(rule, "AbortIncompleteMultipartUpload")
                        .flatMap(abort -> number(abort, "DaysAfterInitiation"))
                        .orElse(null));
    }

    private static @Nullable Expiration expiration(Element expiration) {
        Optional<Integer> days = number(expiration, "Days");
        if (days.isPresent()) {
            return new Expiration.AfterDays(days.get());
        }
        Optional<String> date = text(expiration, "Date");
        if (date.isPresent()) {
            return new Expiration.On(Instant.parse(date.get()));
        }
        return text(expiration, "ExpiredObjectDeleteMarker").equals(Optional.of("true"))
                ? new Expiration.OfLoneMarkers()
                : null;
    }

    private static LifecycleFilter filter(Element rule) {
        Element outer = child(rule, "Filter").orElse(rule);
        Element filter = child(outer, "And").orElse(outer);
        Map<String, String> tags = new HashMap<>();
        for (Element tag : children(filter, "Tag")) {
            tags.put(text(tag, "Key").orElse(""), text(tag, "Value").orElse(""));
        }
        return new LifecycleFilter(
                text(filter, "Prefix").orElse(""),
                tags,
                text(filter, "ObjectSizeGreaterThan").map(Long::valueOf).orElse(null),
                text(filter, "ObjectSizeLessThan").map(Long::valueOf).orElse(null));
    }

    private static Optional<Integer> number(Element parent, String name) {
        return text(parent, name).map(Integer::valueOf);
    }

    private static Optional<String> text(Element parent, String name) {
        return child(parent, name).map(Element::getTextContent);
    }

    private static Optional<Element> child(Element parent, String name) {
        return children(parent, name).stream().findFirst();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
