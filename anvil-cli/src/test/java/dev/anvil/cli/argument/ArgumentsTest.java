package dev.anvil.cli.argument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ArgumentsTest {
    @ParameterizedTest
    @CsvSource({
        "0,0",
        "500,500",
        "10k,10000",
        "1KiB,1024",
        "2GB,2000000000",
        "3 MiB,3145728",
        "1T,1000000000000",
        "7B,7"
    })
    void sizesAreWrittenAsPeopleDo(String text, long bytes) {
        assertThat(new SizeLimit().convert(text)).hasValue(bytes);
    }

    @Test
    void noneIsNoLimit() {
        assertThat(new SizeLimit().convert("none")).isEqualTo(OptionalLong.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ten", "-1", "1.5G", "999999999999999P", "5XB"})
    void whatIsNoSizeIsRefused(String text) {
        assertThatThrownBy(() -> new SizeLimit().convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @Test
    void durationsHaveOneUnit() {
        assertThat(new Span().convert("90s")).isEqualTo(Duration.ofSeconds(90));
        assertThat(new Span().convert("7d")).isEqualTo(Duration.ofDays(7));
        assertThatThrownBy(() -> new Span().convert("soon")).hasMessageContaining("24h");
    }

    @Test
    void anEndIsADayATimeADurationOrNever() {
        assertThat(end("2027-01-31")).contains(Instant.parse("2027-01-31T00:00:00Z"));
        assertThat(end("2027-01-31T12:00:00Z")).contains(Instant.parse("2027-01-31T12:00:00Z"));
        assertThat(end("never")).isEqualTo(Optional.empty());
        assertThat(end("30d"))
                .hasValueSatisfying(end -> assertThat(end).isAfter(Instant.now().plus(Duration.ofDays(29))));
        assertThatThrownBy(() -> end("someday")).hasMessageContaining("30d or never");
    }

    private static Optional<Instant> end(String text) {
        return new Expiry.Reader().convert(text).at();
    }
}
