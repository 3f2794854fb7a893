package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.xml.XmlElement;
import dev.anvil.gateway.s3.xml.XmlReader;
import dev.anvil.gateway.s3.xml.XmlWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** When what lies in a bucket goes. */
final class LifecycleRulesDocument implements DocumentRules {
    private static final int MAX_RULES = 1000;
    private static final int MAX_ID = 255;
    private static final int MAX_KEPT = 100;
    private static final List<String> FILTERS =
            List.of("Prefix", "Tag", "ObjectSizeGreaterThan", "ObjectSizeLessThan", "And");
    private static final List<String> ACTIONS =
            List.of("Expiration", "NoncurrentVersionExpiration", "AbortIncompleteMultipartUpload");

    @Override
    public String check(byte[] document) {
        List<XmlElement> rules =
                XmlDocument.some(XmlReader.parse(document, "LifecycleConfiguration"), "Rule", MAX_RULES);
        Set<String> ids = new HashSet<>();
        return XmlDocument.of(xml -> {
            xml.openRoot("LifecycleConfiguration");
            for (XmlElement rule : rules) {
                String id = id(rule);
                if (!ids.add(id)) {
                    throw invalid("Rule ID must be unique. Found same ID for more than one rule");
                }
                write(xml, rule, id);
            }
            xml.close();
        });
    }

    private static String id(XmlElement rule) {
        String id = rule.text("ID").orElse("");
        if (id.length() > MAX_ID) {
            throw invalid("ID length should not exceed allowed limit of " + MAX_ID);
        }
        return id.isEmpty() ? UUID.randomUUID().toString() : id;
    }

    private static void write(XmlWriter xml, XmlElement rule, String id) {
        String status = XmlDocument.oneOf(rule, "Status", Set.of("Enabled", "Disabled"));
        xml.open("Rule").element("ID", id);
        boolean narrow = filter(xml, rule);
        xml.element("Status", status);
        // What is wrong about them is told even though they are not served.
        rule.children("Transition")
                .forEach(transition -> transition.text("Date").ifPresent(LifecycleRulesDocument::date));
        if (rule.child("Transition").isPresent()
                || rule.child("NoncurrentVersionTransition").isPresent()) {
            throw new S3Error(S3ErrorCode.NOT_IMPLEMENTED, "Transitions between storage classes are not implemented.");
        }
        if (ACTIONS.stream().noneMatch(action -> rule.child(action).isPresent())) {
            throw new S3Error(S3ErrorCode.INVALID_REQUEST, "At least one action needs to be specified in a rule");
        }
        rule.child("Expiration").ifPresent(expiration -> expiration(xml, expiration, narrow));
        rule.child("NoncurrentVersionExpiration").ifPresent(by -> noncurrent(xml, by));
        rule.child("AbortIncompleteMultipartUpload").ifPresent(abort -> {
            if (narrow) {
                throw new S3Error(
                        S3ErrorCode.INVALID_REQUEST,
                        "AbortIncompleteMultipartUpload cannot be specified with Tags or object sizes.");
            }
            xml.open("AbortIncompleteMultipartUpload")
                    .element(
                            "DaysAfterInitiation",
                            positive(abort, "DaysAfterInitiation", "AbortIncompleteMultipartUpload"))
                    .close();
        });
        xml.close();
    }

    /** Answers whether it asks for more than a prefix. */
    private static boolean filter(XmlWriter xml, XmlElement rule) {
        Optional<XmlElement> filter = rule.child("Filter");
        Optional<String> prefix = rule.text("Prefix");
        if (filter.isPresent() == prefix.isPresent()) {
            throw XmlDocument.malformed();
        }
        if (prefix.isPresent()) {
            xml.element("Prefix", prefix.get());
            return false;
        }
        List<XmlElement> parts = parts(filter.get());
        if (parts.size() > 1) {
            throw XmlDocument.malformed();
        }
        xml.open("Filter");
        boolean narrow = false;
        if (!parts.isEmpty() && parts.getFirst().name().equals("And")) {
            xml.open("And");
            List<XmlElement> inner = parts(parts.getFirst());
            if (inner.size() < 2 || inner.stream().anyMatch(part -> part.name().equals("And"))) {
                throw XmlDocument.malformed();
            }
            for (XmlElement part : inner) {
                narrow |= part(xml, part);
            }
            xml.close();
        } else if (!parts.isEmpty()) {
            narrow = part(xml, parts.getFirst());
        }
        xml.close();
        return narrow;
    }

    private static List<XmlElement> parts(XmlElement filter) {
        return FILTERS.stream().flatMap(name -> filter.children(name).stream()).toList();
    }

    private static boolean part(XmlWriter xml, XmlElement part) {
        switch (part.name()) {
            case "Prefix" -> {
                xml.element("Prefix", part.text());
                return false;
            }
            case "Tag" ->
                xml.open("Tag")
                        .element("Key", XmlDocument.required(part, "Key"))
                        .element("Value", part.text("Value").orElseThrow(XmlDocument::malformed))
                        .close();
            default -> xml.element(part.name(), size(part.text().strip()));
        }
        return true;
    }

    private static long size(String text) {
        try {
            long size = Long.parseLong(text);
            if (size >= 0) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw XmlDocument.malformed();
        }
        throw XmlDocument.malformed();
    }

    private static void expiration(XmlWriter xml, XmlElement expiration, boolean narrow) {
        Optional<String> date = expiration.text("Date");
        Optional<String> marker = expiration.text("ExpiredObjectDeleteMarker").map(String::strip);
        boolean days = expiration.child("Days").isPresent();
        if ((days ? 1 : 0) + (date.isPresent() ? 1 : 0) + (marker.isPresent() ? 1 : 0) != 1) {
            throw XmlDocument.malformed();
        }
        xml.open("Expiration");
        if (days) {
            xml.element("Days", positive(expiration, "Days", "Expiration"));
        } else if (date.isPresent()) {
            xml.element("Date", date(date.get()));
        } else {
            if (narrow) {
                throw new S3Error(
                        S3ErrorCode.INVALID_REQUEST,
                        "ExpiredObjectDeleteMarker cannot be specified with Tags or sizes.");
            }
            xml.element(
                    "ExpiredObjectDeleteMarker",
                    switch (marker.orElseThrow()) {
                        case "true" -> true;
                        case "false" -> false;
                        default -> throw XmlDocument.malformed();
                    });
        }
        xml.close();
    }

    private static void noncurrent(XmlWriter xml, XmlElement by) {
        xml.open("NoncurrentVersionExpiration")
                .element("NoncurrentDays", positive(by, "NoncurrentDays", "NoncurrentVersionExpiration"));
        if (by.child("NewerNoncurrentVersions").isPresent()) {
            int kept = positive(by, "NewerNoncurrentVersions", "NoncurrentVersionExpiration");
            if (kept > MAX_KEPT) {
                throw invalid(
                        "'NewerNoncurrentVersions' for NoncurrentVersionExpiration action must be at most " + MAX_KEPT);
            }
            xml.element("NewerNoncurrentVersions", kept);
        }
        xml.close();
    }

    private static int positive(XmlElement parent, String name, String action) {
        try {
            int number = Integer.parseInt(XmlDocument.required(parent, name));
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw XmlDocument.malformed();
        }
        throw invalid("'" + name + "' for " + action + " action must be a positive integer");
    }

    /** Days begin at midnight, in UTC. */
    private static Instant date(String text) {
        Instant date = parse(text.strip());
        if (!date.truncatedTo(ChronoUnit.DAYS).equals(date)) {
            throw invalid("'Date' must be at midnight GMT");
        }
        return date;
    }

    private static Instant parse(String text) {
        try {
            if (text.indexOf('T') < 0) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            return text.endsWith("Z") || text.lastIndexOf('+') > 0
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw XmlDocument.malformed();
        }
    }

    private static S3Error invalid(String message) {
        return new S3Error(S3ErrorCode.INVALID_ARGUMENT, message);
    }
}
