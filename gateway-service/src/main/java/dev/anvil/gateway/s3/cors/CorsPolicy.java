package dev.anvil.gateway.s3.cors;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.s3.S3Response.Header;
import dev.anvil.gateway.s3.xml.XmlReader;
import dev.anvil.gateway.wire.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of a bucket. The first that allows what is asked for is the one that answers. */
public record CorsPolicy(List<CorsRule> rules) {
    public CorsPolicy {
        rules = List.copyOf(rules);
    }

    static Optional<CorsPolicy> of(Bucket bucket) {
        return bucket.setting(BucketSetting.CORS).map(CorsPolicy::parse);
    }

    /** The headers that an answer to a page must have; none for who is no page, or not an allowed one. */
    public static List<Header> headersFor(Bucket bucket, String method, Headers headers) {
        return CorsQuestion.of(headers, method)
                .flatMap(question -> of(bucket).flatMap(policy -> policy.answer(question)))
                .orElse(List.of());
    }

    Optional<List<Header>> answer(CorsQuestion question) {
        return rules.stream().filter(rule -> rule.allows(question)).findFirst().map(rule -> headers(rule, question));
    }

    private static CorsPolicy parse(String document) {
        return new CorsPolicy(XmlReader.parse(document.getBytes(StandardCharsets.UTF_8)).children("CORSRule").stream()
                .map(CorsRule::of)
                .toList());
    }

    private static List<Header> headers(CorsRule rule, CorsQuestion question) {
        List<Header> headers = new ArrayList<>();
        String origin = rule.origin(question);
        headers.add(new Header("Access-Control-Allow-Origin", origin));
        headers.add(new Header("Access-Control-Allow-Methods", String.join(", ", rule.methods())));
        if (!origin.equals("*")) {
            headers.add(new Header("Access-Control-Allow-Credentials", "true"));
        }
        if (!question.headers().isEmpty()) {
            headers.add(new Header("Access-Control-Allow-Headers", String.join(", ", question.headers())));
        }
        if (!rule.exposed().isEmpty()) {
            headers.add(new Header("Access-Control-Expose-Headers", String.join(", ", rule.exposed())));
        }
        if (rule.maxAge() != null) {
            headers.add(new Header("Access-Control-Max-Age", rule.maxAge()));
        }
        headers.add(new Header("Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method"));
        return headers;
    }
}
