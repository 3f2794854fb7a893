package dev.anvil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return AnvilCli.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void everyCommandSaysWhatItIsFor() {
        Deque<CommandLine> open = new ArrayDeque<>(List.of(AnvilCli.commandLine()));
        while (!open.isEmpty()) {
            CommandLine command = open.pop();
            assertThat(command.getCommandSpec().usageMessage().description())
                    .as(command.getCommandSpec().qualifiedName())
                    .isNotEmpty();
            open.addAll(command.getSubcommands().values());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bucket",
                "bucket create",
                "admin regions create",
                "admin regions create one two",
                "object put file bucket-without-key",
                "admin tasks list --state asleep",
                "admin policies grant --tenant t --app a --action x",
                "admin tenants destroy --now",
                "admin apps update web --tenant t --enable --disable",
                "admin tasks show first"
            })
    void wrongUseIsExitCodeTwoAndTeaches(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).containsAnyOf("Usage: anvil", "Did you mean").doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin apps update web --tenant t --expires never --disable",
                "admin apps update web --tenant t --expires 2027-01-31 --role super-admin",
                "admin apps create web --tenant t --expires 30d --policy object:*|photos/*",
                "admin apps rotate web --tenant t --overlap 7d",
                "admin users create alice --role read-only-viewer --expires 2027-01-31T12:00:00Z",
                "admin tenants update t --quota-bytes 2TiB --quota-objects none",
                "admin region create europe-west-1",
                "admin tasks list --type reclaim-blob --state dead-letter",
                "admin policies test --tenant t --app a --action object:read --resource b/k"
            })
    void whatPeopleWriteIsUnderstood(String line) {
        CommandLine.ParseResult parsed = AnvilCli.commandLine().parseArgs(line.split(" "));
        assertThat(parsed.errors()).isEmpty();
    }

    @Test
    void aServerThatIsNotThereIsExitCodeOneInOneSentence(@TempDir Path folder) {
        assertThat(run("bucket", "ls", "--data", folder.toString())).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("anvil: ")
                .contains("anvil up --data")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin apps update web --tenant t",
                "admin tenants update t",
                "admin buckets update b",
            })
    void anUpdateWithoutAChangeIsRefusedAndSaysWhatCanBeChanged(String line) {
        assertThat(run(line.split(" "))).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("anvil: nothing to change: give --")
                .hasLineCount(1);
    }

    @Test
    void statusOfAnEmptyFolderIsStopped(@TempDir Path folder) {
        assertThat(run("status", "--json", "--data", folder.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("\"running\": false", "\"state\": \"stopped\"");
    }
}
