package dev.anvil.gateway.s3.form;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What whoever signed a form has allowed its users to send, and until when. */
record PostPolicy(Instant expiration, List<PostCondition> conditions) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> NEED_NO_CONDITION =
            Set.of("policy", "signature", "awsaccesskeyid", "x-amz-signature", "file");

    PostPolicy {
        conditions = List.copyOf(conditions);
    }

    static PostPolicy parse(String base64) {
        try {
            JsonNode document =
                    JSON.readTree(new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.UTF_8));
            JsonNode conditions = document.path("conditions");
            if (!document.path("expiration").isString() || !conditions.isArray()) {
                throw invalid("it needs an expiration and a list of conditions");
            }
            List<PostCondition> parsed = new ArrayList<>();
            for (JsonNode condition : conditions) {
                parsed.addAll(condition(condition));
            }
            return new PostPolicy(Instant.parse(document.path("expiration").stringValue()), parsed);
        } catch (IllegalArgumentException | JacksonException e) {
            throw invalid("it is not JSON in Base64");
        } catch (DateTimeException e) {
            throw invalid("its expiration is not a date in ISO 8601");
        }
    }

    /** Refuses a form that is too late, does not hold what was asked for, or holds more than that. */
    void check(Map<String, String> fields, Instant now) {
        if (!now.isBefore(expiration)) {
            throw denied("Policy expired.");
        }
        Set<String> unasked = new HashSet<>(fields.keySet());
        for (PostCondition condition : conditions) {
            if (!condition.isMet(fields)) {
                throw denied("Policy Condition failed: " + condition);
            }
            condition.field().ifPresent(unasked::remove);
        }
        unasked.removeIf(PostPolicy::needsNoCondition);
        if (!unasked.isEmpty()) {
            throw denied("Extra input fields: " + String.join(", ", unasked));
        }
    }

    /** The bytes that the file may have. */
    PostCondition.Length length() {
        return conditions.stream()
                .filter(PostCondition.Length.class::isInstance)
                .map(PostCondition.Length.class::cast)
                .findFirst()
                .orElse(PostCondition.Length.ANY);
    }

    private static boolean needsNoCondition(String field) {
        return NEED_NO_CONDITION.contains(field)
                || field.startsWith("x-ignore-")
                || field.startsWith("x-amz-checksum-");
    }

    private static List<PostCondition> condition(JsonNode node) {
        if (node.isObject() && !node.isEmpty()) {
            List<PostCondition> exact = new ArrayList<>();
            node.properties()
                    .forEach(
                            entry -> exact.add(new PostCondition.Equal(lower(entry.getKey()), text(entry.getValue()))));
            return exact;
        }
        if (!node.isArray() || node.size() != 3) {
            throw invalid("a condition is an object or a list of three");
        }
        String kind = lower(text(node.get(0)));
        return switch (kind) {
            case "eq" -> List.of(new PostCondition.Equal(fieldName(node), text(node.get(2))));
            case "starts-with" -> List.of(new PostCondition.StartsWith(fieldName(node), text(node.get(2))));
            case "content-length-range" -> List.of(new PostCondition.Length(number(node.get(1)), number(node.get(2))));
            default -> throw invalid("there is no condition '" + kind + "'");
        };
    }

    private static String fieldName(JsonNode condition) {
        String name = text(condition.get(1));
        if (!name.startsWith("$")) {
            throw invalid("the name of a field begins with a dollar sign");
        }
        return lower(name.substring(1));
    }

    private static String text(JsonNode node) {
        if (!node.isString()) {
            throw invalid("a text was expected");
        }
        return node.stringValue();
    }

    private static long number(JsonNode node) {
        if (!node.canConvertToLong() || !node.isIntegralNumber() || node.longValue() < 0) {
            throw invalid("a length is a number and not negative");
        }
        return node.longValue();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static S3Error invalid(String what) {
        return new S3Error(S3ErrorCode.INVALID_POLICY_DOCUMENT, "Invalid Policy: " + what + ".");
    }

    private static S3Error denied(String what) {
        return new S3Error(S3ErrorCode.ACCESS_DENIED, "Invalid according to Policy: " + what);
    }
}
