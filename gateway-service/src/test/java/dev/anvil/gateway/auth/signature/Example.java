package dev.anvil.gateway.auth.signature;

import dev.anvil.gateway.catalogue.AdminRole;
import dev.anvil.gateway.catalogue.Credential;
import dev.anvil.gateway.catalogue.Tenant;
import dev.anvil.gateway.wire.Headers;
import dev.anvil.gateway.wire.Parameters;
import dev.anvil.model.AppId;
import dev.anvil.model.RegionName;
import dev.anvil.model.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The account, the day and the way of writing requests that Amazon's documentation of signatures uses in its examples. */
final class Example {
    static final String ACCESS_KEY = "AKIAIOSFODNN7EXAMPLE";
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    static final Instant DAY = Instant.parse("2013-05-24T00:00:00Z");
    static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private Example() {}

    static Authenticator authenticatorAt(Instant now) {
        return new Authenticator(Example::find, new RegionName("us-east-1"), InstantSource.fixed(now));
    }

    static Optional<Credential> find(String accessKeyId) {
        Tenant tenant = new Tenant(TenantId.create(), "example", "Example", "e@example.org", "e".repeat(64));
        return accessKeyId.equals(ACCESS_KEY)
                ? Optional.of(new Credential(
                        AppId.create(), "app", ACCESS_KEY, SECRET, tenant, List.of(), AdminRole.NONE, true))
                : Optional.empty();
    }

    static String authorization(String scope, String signedHeaders, String signature) {
        return "AWS4-HMAC-SHA256 Credential=" + ACCESS_KEY + "/" + scope + ",SignedHeaders=" + signedHeaders
                + ",Signature=" + signature;
    }

    /** Headers as name, value, name, value. */
    static SignedRequest request(String method, String uri, String... headers) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            fields.computeIfAbsent(headers[i], unseen -> new ArrayList<>()).add(headers[i + 1]);
        }
        int question = uri.indexOf('?');
        return new SignedRequest(
                method,
                "",
                question < 0 ? uri : uri.substring(0, question),
                Parameters.parse(question < 0 ? null : uri.substring(question + 1)),
                Headers.of(fields));
    }
}
