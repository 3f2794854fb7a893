package dev.anvil.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocationTest {
    @Test
    void theLargestAndTheSmallestSurvivePacking() {
        Location largest = new Location(Location.MAX_SEGMENT, Location.MAX_OFFSET, Location.MAX_SIZE);
        Location smallest = new Location(1, 0, Location.GRAIN);
        assertThat(largest.pack()).isPositive();
        assertThat(Location.unpack(largest.pack())).isEqualTo(largest);
        assertThat(Location.unpack(smallest.pack())).isEqualTo(smallest);
        assertThat(Location.segmentOf(largest.pack())).isEqualTo(Location.MAX_SEGMENT);
        assertThat(Location.sizeOf(largest.pack())).isEqualTo(Location.MAX_SIZE);
    }

    @Test
    void theLargestRecordFits() {
        assertThat(RecordHeader.recordSize(Unit.MAX_BYTES)).isLessThanOrEqualTo(Location.MAX_SIZE);
    }
}
