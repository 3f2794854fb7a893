package dev.anvil.gateway.api;

import dev.anvil.runtime.failure.ServiceFailure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes and checks JSON Web Tokens (RFC 7519) by HS256. A token says who has it and what it narrows itself to; what its app may
 * do is looked up at every use, so that taking a policy away works at once.
 */
final class AccessTokens {
    static final Duration LIFETIME = Duration.ofHours(1);
    private static final String ISSUER = "anvil";
    private static final String ALGORITHM = "HS256";
    private static final int MAX_CHARACTERS = 16 * 1024;

    /** What a token says. Names as RFC 7519 has them; times in seconds. */
    record Claims(String iss, String sub, long iat, long exp, List<String> scopes) {
        Claims {
            scopes = List.copyOf(scopes);
        }
    }

    private record Header(String alg, String typ) {}

    private final TokenSecret secret;
    private final List<TokenSecret> accepted;
    private final InstantSource clock;
    private final JsonMapper json = JsonMapper.builder().build();

    AccessTokens(TokenSecret secret, InstantSource clock) {
        this(secret, List.of(), clock);
    }

    /** Signs by one secret, and takes what others have signed too, while the secret is being changed. */
    AccessTokens(TokenSecret secret, List<TokenSecret> others, InstantSource clock) {
        this.secret = secret;
        this.accepted = Stream.concat(Stream.of(secret), others.stream()).toList();
        this.clock = clock;
    }

    String issue(String clientId, List<String> scopes) {
        Instant now = clock.instant();
        Claims claims = new Claims(
                ISSUER, clientId, now.getEpochSecond(), now.plus(LIFETIME).getEpochSecond(), scopes);
        String signed = encode(json.writeValueAsBytes(new Header(ALGORITHM, "JWT")))
                + "."
                + encode(json.writeValueAsBytes(claims));
        return signed + "." + encode(secret.sign(signed));
    }

    Claims verify(String token) {
        int dot = token.lastIndexOf('.');
        if (token.length() > MAX_CHARACTERS || dot < 0) {
            throw refused("this is no access token");
        }
        String signed = token.substring(0, dot);
        byte[] given = token.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        if (accepted.stream()
                .map(key -> encode(key.sign(signed)).getBytes(StandardCharsets.US_ASCII))
                .noneMatch(expected -> MessageDigest.isEqual(expected, given))) {
            throw refused("the access token is not signed by this cluster");
        }
        Claims claims = parse(signed);
        if (clock.instant().getEpochSecond() >= claims.exp()) {
            throw refused("the access token has expired; get a new one");
        }
        return claims;
    }

    private Claims parse(String signed) {
        int dot = signed.indexOf('.');
        try {
            Map<?, ?> header = json.readValue(decode(signed.substring(0, Math.max(0, dot))), Map.class);
            if (!ALGORITHM.equals(header.get("alg"))) {
                throw refused("the access token is not signed by " + ALGORITHM);
            }
            return json.readValue(decode(signed.substring(dot + 1)), Claims.class);
        } catch (JacksonException | IllegalArgumentException e) {
            throw refused("this is no access token");
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    private static ServiceFailure refused(String message) {
        return new ServiceFailure(ServiceFailure.Kind.UNAUTHENTICATED, "INVALID_TOKEN", message);
    }
}
