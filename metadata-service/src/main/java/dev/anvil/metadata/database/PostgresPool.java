package dev.anvil.metadata.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.anvil.runtime.setting.PostgresUrl;
import dev.anvil.runtime.setting.SettingRefused;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens the pool to one database, after bringing its schema up to date: who holds the pool may trust the schema. */
final class PostgresPool {
    private static final Duration KEEPALIVE = Duration.ofMinutes(2);
    private static final int HOST_RECHECK_SECONDS = 1;

    /**
     * Statements of requests go by an index, and their plans are kept by the connection. A plan that was made while a table was
     * nearly empty, as the queue is most of the time, would read all of it, and go on doing so when there is much in it. Who means
     * to read whole tables says so ({@link WholeTables}).
     */
    private static final String BY_INDEX =
            "set enable_seqscan = off; set enable_bitmapscan = off; set plan_cache_mode = force_generic_plan";

    /**
     * Before PostgreSQL 18 what is off is said to cost so much that most statements would be compiled to machine code first, which
     * takes longer than they do, and thirty to sixty megabytes in each connection.
     */
    private static final String INTERPRETED = "set jit = off";

    private final DatabaseSettings settings;
    private final @Nullable MeterRegistry meters;

    PostgresPool(DatabaseSettings settings, @Nullable MeterRegistry meters) {
        settings.refuseWhatCannotWork();
        this.settings = settings;
        this.meters = meters;
    }

    WatchedDataSource open(Schema schema, String variable, String url) {
        PostgresUrl address = PostgresUrl.parse(variable, url);
        migrate(schema, variable, address);
        HikariConfig config = new HikariConfig();
        config.setPoolName(schema.name().toLowerCase(Locale.ROOT));
        config.setJdbcUrl(address.jdbcUrl());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(Math.min(2, settings.poolSize()));
        config.setConnectionTimeout(settings.connectionTimeout().toMillis());
        config.setValidationTimeout(settings.connectionTimeout().toMillis());
        config.setKeepaliveTime(KEEPALIVE.toMillis());
        // The pool mends itself whenever the database comes back, so its absence now is no reason to fail.
        config.setInitializationFailTimeout(-1);
        config.setConnectionInitSql(
                "set statement_timeout = %d; set lock_timeout = %d; set idle_in_transaction_session_timeout = %d; %s; %s"
                        .formatted(
                                settings.statementTimeout().toMillis(),
                                settings.lockTimeout().toMillis(),
                                settings.statementTimeout().multipliedBy(2).toMillis(),
                                BY_INDEX,
                                INTERPRETED));
        config.addDataSourceProperty(PGProperty.CONNECT_TIMEOUT.getName(), seconds(settings.connectionTimeout()));
        config.addDataSourceProperty(PGProperty.LOGIN_TIMEOUT.getName(), seconds(settings.connectionTimeout()));
        // A server that vanished without a word: nothing is waited for longer than the longest statement.
        config.addDataSourceProperty(
                PGProperty.SOCKET_TIMEOUT.getName(),
                seconds(settings.statementTimeout().plusSeconds(5)));
        config.addDataSourceProperty(PGProperty.TCP_KEEP_ALIVE.getName(), "true");
        // Where there are several hosts, what was a standby may be the primary a moment later.
        config.addDataSourceProperty(PGProperty.HOST_RECHECK_SECONDS.getName(), String.valueOf(HOST_RECHECK_SECONDS));
        config.addDataSourceProperty(PGProperty.REWRITE_BATCHED_INSERTS.getName(), "true");
        config.addDataSourceProperty(PGProperty.APPLICATION_NAME.getName(), "anvil-metadata");
        if (meters != null) {
            config.setMetricRegistry(meters);
        }
        PGSimpleDataSource questions = direct(address);
        int patience = (int) Math.max(1, settings.pulsePatience().toSeconds());
        questions.setConnectTimeout(patience);
        questions.setLoginTimeout(patience);
        questions.setSocketTimeout(patience);
        questions.setApplicationName("anvil-metadata-pulse");
        return new WatchedDataSource(new HikariDataSource(config), questions::getConnection);
    }

    /** On a connection of its own: migrations may take longer than any statement of a request. */
    private void migrate(Schema schema, String variable, PostgresUrl address) {
        PGSimpleDataSource direct = direct(address);
        try {
            schema.migrate(direct, settings.startPatience());
        } catch (FlywayException e) {
            SettingRefused refused = new SettingRefused(
                    variable,
                    address + ", where the schema could not be brought up to date (" + rootOf(e) + ")",
                    "check that PostgreSQL runs there, that the database exists, and that user and password are right");
            refused.initCause(e);
            throw refused;
        }
    }

    DirectConnections beside(String variable, String url) {
        return direct(PostgresUrl.parse(variable, url))::getConnection;
    }

    private PGSimpleDataSource direct(PostgresUrl address) {
        PGSimpleDataSource direct = new PGSimpleDataSource();
        direct.setUrl(address.jdbcUrl());
        direct.setUser(address.user());
        direct.setPassword(address.password());
        direct.setConnectTimeout((int) Math.max(1, settings.connectionTimeout().toSeconds()));
        direct.setTcpKeepAlive(true);
        direct.setHostRecheckSeconds(HOST_RECHECK_SECONDS);
        direct.setApplicationName("anvil-metadata");
        return direct;
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("").strip();
    }

    private static String seconds(Duration duration) {
        return String.valueOf(Math.max(1, duration.toSeconds()));
    }
}
