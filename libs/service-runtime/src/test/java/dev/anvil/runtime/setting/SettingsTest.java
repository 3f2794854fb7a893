package dev.anvil.runtime.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Test
    void anAddressMayBeAUrlAsTheSeedsHaveIt() {
        assertThat(HostPort.parse("X", "http://203.0.113.1:50051/")).isEqualTo(new HostPort("203.0.113.1", 50051));
        assertThat(HostPort.parse("X", "[::1]:9000")).hasToString("[::1]:9000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "localhost:", "localhost:x", "localhost:70000", ":9000", "[::1]"})
    void aBadAddressSaysWhatToWrite(String text) {
        assertThatThrownBy(() -> HostPort.parse("HTTP_BIND_ADDR", text))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("HTTP_BIND_ADDR")
                .hasMessageContaining("HOST:PORT");
    }

    @Test
    void aPasswordMayHoldAnything() {
        PostgresUrl url =
                PostgresUrl.parse("X", "postgres://worka:p%40ss%2Fw%3A+d@db.example:5433/anvil_global?sslmode=require");
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:5433/anvil_global?sslmode=require");
        assertThat(url.user()).isEqualTo("worka");
        assertThat(url.password()).isEqualTo("p@ss/w:+d");
        assertThat(url.toString()).doesNotContain("p@ss");
    }

    @Test
    void severalHostsAreAPrimaryAndItsStandbys() {
        assertThat(PostgresUrl.parse("X", "postgres://u:p%2C@db-1,db-2:5433,[::1]/anvil_global")
                        .jdbcUrl())
                .isEqualTo("jdbc:postgresql://db-1:5432,db-2:5433,[::1]:5432/anvil_global?targetServerType=primary");
        assertThat(PostgresUrl.parse("X", "postgres://u:p@db-1,db-2/d?sslmode=require&targetServerType=any")
                        .jdbcUrl())
                .isEqualTo("jdbc:postgresql://db-1:5432,db-2:5432/d?sslmode=require&targetServerType=any");
        assertThat(PostgresUrl.parse("X", "postgres://u:p@db-1,db-2/d?sslmode=require")
                        .jdbcUrl())
                .endsWith("/d?sslmode=require&targetServerType=primary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mysql://a:b@c/d",
                "postgres://host",
                "postgres://u:secret-word@/db",
                "postgres://u:secret-word@ho st/db",
                "postgres://u:secret-word%zz@db/db",
                "postgres://u:secret-word@db-1,/db",
                "postgres://u:secret-word@db-1:port/db",
                "postgres://u:secret-word@db-1"
            })
    void aBadDatabaseUrlIsRefusedWithoutShowingThePassword(String text) {
        assertThatThrownBy(() -> PostgresUrl.parse("GLOBAL_DATABASE_URL", text))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("GLOBAL_DATABASE_URL")
                .hasMessageNotContaining("secret-word");
    }
}
