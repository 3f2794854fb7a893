package dev.anvil.libp2p.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PeerIdTest {
    /** Public keys of the peer-ids specification; the ids are what js-libp2p makes of them. */
    @ParameterizedTest
    @CsvSource({
        "080112201ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e,"
                + "12D3KooWBtg3aaRMjxwedh83aGiUkwSxDwUZkzuJcfaqUmo7R3pq",
        "08021221037777e994e452c21604f91de093ce415f5432f701dd8cd1a7a6fea0e630bfca99,"
                + "16Uiu2HAmLhLvBoYaoZfaMUKuibM6ac163GwKY74c5kiSLg5KvLpY",
    })
    void goldenIds(String key, String text) {
        PeerId id = PublicKey.decode(HexFormat.of().parseHex(key)).peerId();
        assertThat(id).hasToString(text).isEqualTo(PeerId.parse(text));
        assertThat(PeerId.of(id.bytes())).isEqualTo(id).hasSameHashCodeAs(id);
    }

    @Test
    void aShortKeyIsWrittenOut() {
        HostKey key = HostKey.generate();
        assertThat(key.peerId().inlineKey()).contains(key.publicKey());
        assertThat(PeerId.parse("QmfXbAwNjJLXfesgztEHe8HwgVDCMMpZ9Eax1HYq6hn9uE")
                        .inlineKey())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "Qm",
                "12D3KooW",
                "1111111111",
                "hello world",
                "QmfXbAwNjJLXfesgztEHe8HwgVDCMMpZ9Eax1HYq6hn9u"
            })
    void whatIsNoPeerIdIsRefusedWithASentence(String text) {
        assertThatThrownBy(() -> PeerId.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("12D3KooW");
    }
}
