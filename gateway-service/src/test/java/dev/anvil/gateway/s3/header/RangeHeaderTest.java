package dev.anvil.gateway.s3.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.model.ByteRange;
import org.junit.jupiter.api.Test;

final class RangeHeaderTest {
    @Test
    void rangesAreCutToTheObject() {
        assertThat(RangeHeader.parse("bytes=0-4", 10)).hasValue(new ByteRange(0, 5));
        assertThat(RangeHeader.parse("bytes=8-100", 10)).hasValue(new ByteRange(8, 2));
        assertThat(RangeHeader.parse("bytes=8-", 10)).hasValue(new ByteRange(8, 2));
        assertThat(RangeHeader.parse("bytes=-3", 10)).hasValue(new ByteRange(7, 3));
        assertThat(RangeHeader.parse("bytes=-300", 10)).hasValue(new ByteRange(0, 10));
        assertThat(RangeHeader.parse("bytes=1-9999999999999999999", 10)).hasValue(new ByteRange(1, 9));
    }

    @Test
    void nonsenseAndSeveralRangesMeanTheWholeObject() {
        for (String field : new String[] {"bytes=4-2", "bytes=-", "bytes=a-b", "items=0-1", "bytes=0-1,3-4", ""}) {
            assertThat(RangeHeader.parse(field, 10)).as(field).isEmpty();
        }
    }

    @Test
    void rangesWithoutAnyByteAreRefused() {
        for (String field : new String[] {"bytes=10-", "bytes=10-20", "bytes=-0"}) {
            assertThatThrownBy(() -> RangeHeader.parse(field, 10)).as(field).isInstanceOf(S3Error.class);
        }
        assertThatThrownBy(() -> RangeHeader.parse("bytes=-5", 0)).isInstanceOf(S3Error.class);
    }
}
