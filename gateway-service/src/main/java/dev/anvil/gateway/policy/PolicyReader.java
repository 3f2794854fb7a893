package dev.anvil.gateway.policy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a document. What is not understood is refused: a rule that was passed over would protect nothing. */
final class PolicyReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
    private static final Set<String> OF_DOCUMENT = Set.of("Version", "Id", "Statement");
    private static final Set<String> OF_STATEMENT = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final String ARN = "arn:aws:s3:::";

    private final String bucket;

    PolicyReader(String bucket) {
        this.bucket = bucket;
    }

    BucketPolicy read(String document) throws MalformedPolicy {
        if (document.getBytes(StandardCharsets.UTF_8).length > BucketPolicy.MAX_BYTES) {
            throw new MalformedPolicy("Policies must not have more than " + BucketPolicy.MAX_BYTES + " bytes");
        }
        JsonNode root = json(document);
        requireKnown(root, OF_DOCUMENT);
        if (root.has("Version") && !VERSIONS.contains(root.path("Version").asString(""))) {
            throw new MalformedPolicy("The policy must contain a valid version string");
        }
        List<Statement> statements = new ArrayList<>();
        for (JsonNode statement : listed(root.path("Statement"))) {
            statements.add(statement(statement));
        }
        if (statements.isEmpty()) {
            throw new MalformedPolicy("Missing required field Statement");
        }
        return new BucketPolicy(statements);
    }

    private static JsonNode json(String document) throws MalformedPolicy {
        try {
            JsonNode root = JSON.readTree(document);
            if (root.isObject()) {
                return root;
            }
        } catch (JacksonException e) {
            throw new MalformedPolicy("Policies must be valid JSON and the first byte must be '{'");
        }
        throw new MalformedPolicy("Policies must be valid JSON and the first byte must be '{'");
    }

    private Statement statement(JsonNode node) throws MalformedPolicy {
        if (!node.isObject()) {
            throw new MalformedPolicy("A statement must be an object");
        }
        requireKnown(node, OF_STATEMENT);
        Effect effect = effect(node);
        Principals principals = principals(node);
        if (effect == Effect.ALLOW && principals.except()) {
            throw new MalformedPolicy("Allow with NotPrincipal is not allowed");
        }
        Names actions = names(node, "Action");
        for (String action : actions.patterns()) {
            requireAction(action);
        }
        Names resources = names(node, "Resource");
        for (String resource : resources.patterns()) {
            requireResource(resource);
        }
        return new Statement(effect, principals, actions, resources, conditions(node.path("Condition")));
    }

    private static Effect effect(JsonNode node) throws MalformedPolicy {
        return switch (node.path("Effect").asString("")) {
            case "Allow" -> Effect.ALLOW;
            case "Deny" -> Effect.DENY;
            default -> throw new MalformedPolicy("Invalid effect: it must be Allow or Deny");
        };
    }

    private static Principals principals(JsonNode node) throws MalformedPolicy {
        boolean except = requireOneOf(node, "Principal");
        JsonNode principal = node.path(except ? "NotPrincipal" : "Principal");
        List<Principal> named = new ArrayList<>();
        if (principal.isString()) {
            if (!principal.asString().equals("*")) {
                throw new MalformedPolicy("Invalid principal in policy");
            }
            named.add(new Principal.Everybody());
        } else {
            for (Map.Entry<String, JsonNode> kind : principal.properties()) {
                for (String text : texts(kind.getValue(), "Principal")) {
                    named.add(principal(kind.getKey(), text));
                }
            }
        }
        if (named.isEmpty()) {
            throw new MalformedPolicy("Invalid principal in policy");
        }
        return new Principals(except, named);
    }

    private static Principal principal(String kind, String text) throws MalformedPolicy {
        return switch (kind) {
            case "AWS" ->
                Optional.ofNullable(Principal.ofAws(text))
                        .orElseThrow(() -> new MalformedPolicy("Invalid principal in policy"));
            case "CanonicalUser" -> new Principal.OfTenant(text);
            case "Service", "Federated" -> new Principal.Stranger(text);
            default -> throw new MalformedPolicy("Invalid principal in policy");
        };
    }

    private static Names names(JsonNode node, String field) throws MalformedPolicy {
        boolean except = requireOneOf(node, field);
        List<String> patterns = texts(node.path(except ? "Not" + field : field), field);
        if (patterns.isEmpty()) {
            throw new MalformedPolicy("Policy statement must contain " + field.toLowerCase(Locale.ROOT) + "s");
        }
        return new Names(except, patterns);
    }

    /** Whether it is the negated one of the two that is there. */
    private static boolean requireOneOf(JsonNode node, String field) throws MalformedPolicy {
        boolean except = node.has("Not" + field);
        if (node.has(field) == except) {
            throw new MalformedPolicy("A statement must have either " + field + " or Not" + field);
        }
        return except;
    }

    private static void requireAction(String action) throws MalformedPolicy {
        if (!action.equals("*") && !action.toLowerCase(Locale.ROOT).startsWith("s3:")) {
            throw new MalformedPolicy("Policy has invalid action");
        }
    }

    /** Whoever writes of another bucket is mistaken about where the policy is put. */
    private void requireResource(String resource) throws MalformedPolicy {
        if (resource.equals("*")) {
            return;
        }
        String path = resource.startsWith(ARN) ? resource.substring(ARN.length()) : "";
        int slash = path.indexOf('/');
        if (!Wildcard.matches(slash < 0 ? path : path.substring(0, slash), bucket)) {
            throw new MalformedPolicy("Policy has invalid resource");
        }
    }

    private static List<Condition> conditions(JsonNode node) throws MalformedPolicy {
        if (!node.isMissingNode() && !node.isObject()) {
            throw new MalformedPolicy("Condition must be an object");
        }
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> operator : node.properties()) {
            if (!operator.getValue().isObject()) {
                throw new MalformedPolicy("Condition " + operator.getKey() + " must be an object");
            }
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                conditions.add(condition(operator.getKey(), key.getKey(), texts(key.getValue(), operator.getKey())));
            }
        }
        return conditions;
    }

    private static Condition condition(String written, String key, List<String> values) throws MalformedPolicy {
        String name = written;
        Condition.Quantifier quantifier = Condition.Quantifier.SINGLE;
        if (startsWith(name, "ForAnyValue:")) {
            quantifier = Condition.Quantifier.ANY_VALUE;
            name = name.substring("ForAnyValue:".length());
        } else if (startsWith(name, "ForAllValues:")) {
            quantifier = Condition.Quantifier.ALL_VALUES;
            name = name.substring("ForAllValues:".length());
        }
        boolean ifExists = name.toLowerCase(Locale.ROOT).endsWith("ifexists");
        if (ifExists) {
            name = name.substring(0, name.length() - "IfExists".length());
        }
        Operator operator =
                Operator.of(name).orElseThrow(() -> new MalformedPolicy("Invalid Condition type : " + written));
        for (String value : values) {
            if (!operator.understands(value)) {
                throw new MalformedPolicy("Invalid value '" + value + "' of condition " + written);
            }
        }
        return new Condition(quantifier, operator, ifExists, key, values);
    }

    private static boolean startsWith(String text, String prefix) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /** One value or a list of them; numbers and truths are as good as their text. */
    private static List<String> texts(JsonNode node, String field) throws MalformedPolicy {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : listed(node)) {
            if (!value.isValueNode() || value.isNull()) {
                throw new MalformedPolicy(field + " must be a text or a list of texts");
            }
            texts.add(value.asString());
        }
        return texts;
    }

    private static Iterable<JsonNode> listed(JsonNode node) {
        if (node.isMissingNode()) {
            return List.of();
        }
        return node.isArray() ? node : List.of(node);
    }

    private static void requireKnown(JsonNode node, Set<String> known) throws MalformedPolicy {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!known.contains(field.getKey())) {
                throw new MalformedPolicy("Unknown field " + field.getKey());
            }
        }
    }
}
