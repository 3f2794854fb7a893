package dev.anvil.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.setting.SettingRefused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AccessTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private Instant now = NOW;
    private final InstantSource clock = () -> now;
    private final AccessTokens tokens = new AccessTokens(TokenSecret.of("a secret of some length"), clock);

    @Test
    void aTokenSaysWhatItWasMadeWith() {
        AccessTokens.Claims claims = tokens.verify(tokens.issue("CLIENT", List.of("object:read|a/*")));
        assertThat(claims.sub()).isEqualTo("CLIENT");
        assertThat(claims.iss()).isEqualTo("anvil");
        assertThat(claims.exp()).isEqualTo(NOW.getEpochSecond() + 3600);
        assertThat(claims.scopes()).containsExactly("object:read|a/*");
    }

    @Test
    void aTokenExpires() {
        String token = tokens.issue("CLIENT", List.of());
        now = NOW.plusSeconds(3599);
        assertThat(tokens.verify(token).sub()).isEqualTo("CLIENT");
        now = NOW.plusSeconds(3600);
        assertThatThrownBy(() -> tokens.verify(token)).hasMessageContaining("expired");
    }

    @Test
    void forgedTokensAreRefused() {
        String token = tokens.issue("CLIENT", List.of());
        String[] parts = token.split("\\.", -1);
        String none = base64("{\"alg\":\"none\",\"typ\":\"JWT\"}");
        String admin = base64("{\"iss\":\"anvil\",\"sub\":\"ADMIN\",\"iat\":0,\"exp\":99999999999,\"scopes\":[]}");
        for (String forged : new String[] {
            none + "." + admin + ".",
            parts[0] + "." + admin + "." + parts[2],
            parts[0] + "." + parts[1] + ".",
            parts[0] + "." + parts[1],
            "x",
            "",
            "..",
            new AccessTokens(TokenSecret.of("another secret of length"), clock).issue("CLIENT", List.of())
        }) {
            assertThatThrownBy(() -> tokens.verify(forged)).as(forged).isInstanceOf(ServiceFailure.class);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theSecretIsChangedWithoutRefusingTokens() {
        TokenSecret old = TokenSecret.of("a secret of some length");
        TokenSecret fresh = TokenSecret.of("the secret that comes next");
        AccessTokens before = new AccessTokens(old, List.of(fresh), clock);
        AccessTokens after = new AccessTokens(fresh, List.of(old), clock);
        AccessTokens done = new AccessTokens(fresh, clock);
        assertThat(before.verify(after.issue("CLIENT", List.of())).sub()).isEqualTo("CLIENT");
        assertThat(after.verify(before.issue("CLIENT", List.of())).sub()).isEqualTo("CLIENT");
        assertThatThrownBy(() -> done.verify(before.issue("CLIENT", List.of()))).isInstanceOf(ServiceFailure.class);
    }

    @Test
    void aShortSecretStopsTheStart() {
        assertThatThrownBy(() -> TokenSecret.of("short"))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("JWT_SECRET")
                .hasMessageNotContaining("short)");
    }
}
