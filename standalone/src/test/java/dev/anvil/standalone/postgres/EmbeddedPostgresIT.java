package dev.anvil.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.runtime.setting.PostgresUrl;
import dev.anvil.standalone.console.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
    private static final String PASSWORD = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path root;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private EmbeddedPostgres start() throws IOException, InterruptedException {
        return EmbeddedPostgres.start(
                root.resolve("postgres"), PASSWORD, System.getenv(), new Progress(new PrintStream(said)));
    }

    private static Connection connect(String text) throws SQLException {
        PostgresUrl url = PostgresUrl.parse("URL", text);
        return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
    }

    private static String ask(String url, String question) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static void tell(String url, String order) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(order);
        }
    }

    private long serverProcess() throws IOException {
        return Long.parseLong(
                Files.readAllLines(root.resolve("postgres/data/postmaster.pid")).getFirst());
    }

    @Test
    void aServerThatKeepsItsDataItsPortAndItsDoorsShut() throws Exception {
        String url;
        try (EmbeddedPostgres server = start()) {
            url = server.urls().global();
            assertThat(server.urls().regional()).isNotEqualTo(url);
            assertThat(ask(url, "show fsync")).isEqualTo("on");
            assertThat(ask(url, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(url, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(EmbeddedPostgres.isOwn(root.resolve("postgres"), PASSWORD, server.urls()))
                    .isTrue();
            assertThatThrownBy(() -> connect(url(server, "wrong"))).hasMessageContaining("password");
            tell(url, "create table kept(it text)");
            tell(url, "insert into kept values ('yes')");
        }
        try (EmbeddedPostgres server = start()) {
            assertThat(server.urls().global()).isEqualTo(url);
            assertThat(ask(url, "select it from kept")).isEqualTo("yes");
        }
        assertThat(root.resolve("postgres/data/postmaster.pid")).doesNotExist();
    }

    private static String url(EmbeddedPostgres server, String password) {
        return server.urls().global().replace(PASSWORD, password);
    }

    @Test
    void aServerThatAKilledStartLeftRunningIsEndedAndItsDataIsThere() throws Exception {
        EmbeddedPostgres abandoned = start();
        tell(abandoned.urls().regional(), "create table kept as select 1 as it");
        long left = serverProcess();

        try (EmbeddedPostgres server = start()) {
            assertThat(ProcessHandle.of(left)).isEmpty();
            assertThat(serverProcess()).isNotEqualTo(left);
            assertThat(ask(server.urls().regional(), "select it from kept")).isEqualTo("1");
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("process " + left);
    }

    @Test
    void aServerThatWasKilledItselfRecovers() throws Exception {
        EmbeddedPostgres killed = start();
        tell(killed.urls().global(), "create table kept as select 1 as it");
        ProcessHandle process = ProcessHandle.of(serverProcess()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(10, TimeUnit.SECONDS);

        try (EmbeddedPostgres server = start()) {
            assertThat(ask(server.urls().global(), "select it from kept")).isEqualTo("1");
        }
    }

    @Test
    void aProcessFileThatNamesAStrangerIsNotBelieved() throws Exception {
        start().close();
        Files.writeString(
                root.resolve("postgres/data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n");
        try (EmbeddedPostgres server = start()) {
            assertThat(ask(server.urls().global(), "select 1")).isEqualTo("1");
        }
    }
}
