package dev.anvil.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class UnitSetTest {
    @Test
    void holdsAllPositionsOfTheLargestStripe() {
        assertThat(UnitSet.first(32).size()).isEqualTo(32);
        assertThat(UnitSet.first(32).positions()).startsWith(0, 1).endsWith(30, 31);
        assertThat(UnitSet.of(31, 3).positions()).containsExactly(3, 31);
        assertThat(UnitSet.first(6).minus(UnitSet.of(1)).containsAll(UnitSet.of(0, 5)))
                .isTrue();
        assertThat(UnitSet.first(2).without(0).contains(0)).isFalse();
    }

    @Test
    void refusesPositionsBeyondIt() {
        assertThatThrownBy(() -> UnitSet.of(32)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UnitSet.of(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UnitSet.first(33)).isInstanceOf(IllegalArgumentException.class);
    }
}
