package dev.anvil.gateway.s3;

import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.catalogue.Tag;
import dev.anvil.gateway.policy.Facts;
import dev.anvil.gateway.wire.Parameters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a call tells of itself to the conditions of bucket policies.
 *
 * @param existing the tags of the object that it is about, where that was looked at
 * @param about the prefix that the call is taken to list, where it is not the one that it names
 */
record CallFacts(S3Call call, List<Tag> existing, Optional<String> about) implements Facts {
    private static final String EXISTING_TAG = "s3:existingobjecttag/";
    private static final String REQUEST_TAG = "s3:requestobjecttag/";
    private static final String HEADER = "s3:x-amz-";
    /** Conditions know these without the name of the header that brings them. */
    private static final Map<String, String> LOCK_HEADERS = Map.of(
            "s3:object-lock-mode", "x-amz-object-lock-mode",
            "s3:object-lock-legal-hold", "x-amz-object-lock-legal-hold",
            "s3:object-lock-retain-until-date", "x-amz-object-lock-retain-until-date");

    CallFacts {
        existing = List.copyOf(existing);
    }

    static CallFacts of(S3Call call) {
        return new CallFacts(call, List.of(), Optional.empty());
    }

    CallFacts withTags(List<Tag> tags) {
        return new CallFacts(call, tags, about);
    }

    /** As if it listed just this key. */
    CallFacts asListing(String key) {
        return new CallFacts(call, existing, Optional.of(key));
    }

    @Override
    public List<String> of(String key) {
        String name = key.toLowerCase(Locale.ROOT);
        if (name.startsWith(EXISTING_TAG)) {
            return valuesOf(existing.stream(), key.substring(EXISTING_TAG.length()));
        }
        if (name.startsWith(REQUEST_TAG)) {
            return valuesOf(sentTags(), key.substring(REQUEST_TAG.length()));
        }
        if (name.startsWith(HEADER)) {
            return call.headers().all(name.substring("s3:".length()));
        }
        return switch (name) {
            case "aws:sourceip" -> List.of(call.endpoint().client());
            case "aws:securetransport" ->
                List.of(Boolean.toString(call.endpoint().scheme().equals("https")));
            case "aws:referer" -> call.headers().all("referer");
            case "aws:useragent" -> call.headers().all("user-agent");
            case "aws:currenttime" -> List.of(call.received().toString());
            case "aws:epochtime" -> List.of(Long.toString(call.received().getEpochSecond()));
            case "s3:prefix" -> about.map(List::of).orElseGet(() -> parameter("prefix"));
            case "s3:delimiter" -> about.isPresent() ? List.of() : parameter("delimiter");
            case "s3:max-keys" -> about.isPresent() ? List.of() : parameter("max-keys");
            case "s3:versionid" -> parameter("versionId");
            case "s3:requestobjecttagkeys" -> sentTags().map(Tag::key).toList();
            case "s3:signatureversion" -> signatureVersion();
            case "s3:authtype" -> authType();
            case "s3:object-lock-mode", "s3:object-lock-legal-hold", "s3:object-lock-retain-until-date" ->
                call.headers().all(LOCK_HEADERS.getOrDefault(name, name));
            default -> ofCaller(name);
        };
    }

    private List<String> ofCaller(String name) {
        if (!(call.caller() instanceof Caller.App app)) {
            return name.equals("aws:principaltype") ? List.of("Anonymous") : List.of();
        }
        return switch (name) {
            case "aws:principaltype" -> List.of("User");
            case "aws:username" -> List.of(app.name());
            case "aws:userid" -> List.of(app.id().toString());
            case "aws:principalaccount" ->
                List.of(
                        app.tenant().name(),
                        app.tenant().id().toString(),
                        app.tenant().canonicalId());
            case "aws:principalarn" -> List.of("arn:aws:iam::" + app.tenant().name() + ":user/" + app.name());
            default -> List.of();
        };
    }

    private List<String> parameter(String name) {
        return call.parameter(name).map(List::of).orElse(List.of());
    }

    private boolean signed() {
        return call.caller() instanceof Caller.App;
    }

    private List<String> signatureVersion() {
        if (!signed()) {
            return List.of();
        }
        boolean old = call.parameters().contains("Signature")
                || call.header("authorization")
                        .filter(field -> field.startsWith("AWS "))
                        .isPresent();
        return List.of(old ? "AWS" : "AWS4-HMAC-SHA256");
    }

    private List<String> authType() {
        if (!signed()) {
            return List.of();
        }
        if (call.parameters().contains("X-Amz-Signature") || call.parameters().contains("Signature")) {
            return List.of("REST-QUERY-STRING");
        }
        return List.of(call.headers().contains("authorization") ? "REST-HEADER" : "POST");
    }

    /** What is malformed is refused by the handler; here it is no tag. */
    private Stream<Tag> sentTags() {
        return call.headers().all("x-amz-tagging").stream()
                .flatMap(field -> Parameters.parse(field).all().stream())
                .map(pair -> new Tag(pair.name(), pair.value()));
    }

    private static List<String> valuesOf(Stream<Tag> tags, String key) {
        return tags.filter(tag -> tag.key().equals(key)).map(Tag::value).toList();
    }
}
