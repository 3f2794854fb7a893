package dev.anvil.metadata.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.runtime.setting.SettingRefused;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
    private static final String KEY = "ab".repeat(32);
    private final SecretBox box = new SecretSettings(KEY, "").box();

    @Test
    void opensWhatItSealed() {
        assertThat(box.open("app 1", box.seal("app 1", "s3cr3t"))).isEqualTo("s3cr3t");
    }

    @Test
    void sealsTheSameDifferentlyEachTimeAndNeverInClear() {
        SealedSecret sealed = box.seal("app 1", "s3cr3t");
        assertThat(sealed.ciphertext()).isNotEqualTo(box.seal("app 1", "s3cr3t").ciphertext());
        assertThat(new String(sealed.ciphertext(), StandardCharsets.ISO_8859_1)).doesNotContain("s3cr3t");
    }

    @Test
    void aSecretOpensOnlyForItsOwner() {
        SealedSecret sealed = box.seal("app 1", "s3cr3t");
        assertThatThrownBy(() -> box.open("app 2", sealed)).isInstanceOf(SecretUnreadable.class);
    }

    @Test
    void aChangedBitIsNoticed() {
        SealedSecret sealed = box.seal("app 1", "s3cr3t");
        byte[] bytes = sealed.ciphertext();
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> box.open("app 1", new SealedSecret(sealed.keyId(), changed)))
                    .isInstanceOf(SecretUnreadable.class);
        }
        assertThatThrownBy(() -> box.open("app 1", new SealedSecret(sealed.keyId(), new byte[3])))
                .isInstanceOf(SecretUnreadable.class);
    }

    @Test
    void anotherKeyIsToldByItsId() {
        SecretBox other = new SecretSettings("cd".repeat(32), "").box();
        assertThat(other.keyId()).isNotEqualTo(box.keyId());
        assertThatThrownBy(() -> other.open("app 1", box.seal("app 1", "s3cr3t")))
                .isInstanceOf(SecretUnreadable.class)
                .hasMessageContaining(box.keyId());
    }

    @Test
    void whatIsNoKeyIsRefusedWithoutShowingIt() {
        for (String wrong : new String[] {"", "abc", "zz".repeat(32), KEY + "a"}) {
            assertThatThrownBy(() -> new SecretSettings(wrong, "").box())
                    .isInstanceOf(SettingRefused.class)
                    .hasMessageContaining("ANVIL_SECRET_ENCRYPTION_KEY")
                    .hasMessageContaining("openssl rand -hex 32");
        }
        assertThatThrownBy(() -> new SecretSettings("zz".repeat(32), "").box()).hasMessageNotContaining("zz");
    }

    @Test
    void theKeyShowsNowhere() {
        assertThat(new SecretSettings(KEY, "").toString()).doesNotContain("ab");
    }

    @Test
    void whatAnOlderKeySealedOpensWhileThatKeyIsGivenToo() {
        String newer = "ef".repeat(32);
        SealedSecret old = box.seal("app 1", "a secret");
        SecretBox both = new SecretSettings(newer, " " + KEY + ", ").box();
        assertThat(both.open("app 1", old)).isEqualTo("a secret");
        assertThat(both.seal("app 1", "a secret").keyId())
                .isEqualTo(both.keyId())
                .isNotEqualTo(box.keyId());
        assertThat(both.keyIds()).containsExactly(both.keyId(), box.keyId());
        assertThatThrownBy(() -> new SecretSettings(newer, "").box().open("app 1", old))
                .isInstanceOf(SecretUnreadable.class);
        assertThatThrownBy(() -> new SecretSettings(newer, "short").box())
                .hasMessageContaining("ANVIL_SECRET_DECRYPTION_KEYS");
    }
}
