package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first minute of the README, word for word. */
class ReadmeIT {
    private static final Pattern COMMANDS = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);
    private static final String FIRST_MINUTE = "## First bucket in one minute";

    @TempDir
    Path folder;

    @Test
    void theFirstMinuteWorksAsItIsWritten() throws IOException {
        assumeTrue(Tool.isInstalled("aws"), "the AWS CLI is not installed (apt-get install awscli)");
        Files.createSymbolicLink(folder.resolve("anvil"), Path.of(Repository.anvil()));
        Files.createSymbolicLink(folder.resolve("README.md"), Repository.root().resolve("README.md"));
        List<String> commands = commandsOf(Files.readString(Repository.root().resolve("README.md")));
        assertThat(commands).hasSizeGreaterThanOrEqualTo(2);
        try (Suite suite = AllInOne.up(folder.resolve("anvil-data"), Map.of())) {
            assertThat(suite.value("ANVIL_S3_ENDPOINT")).startsWith("http://");
            Tool shell = new Tool(folder, Map.of("HOME", folder.toString(), "AWS_EC2_METADATA_DISABLED", "true"));
            StringBuilder said = new StringBuilder();
            for (String block : commands) {
                said.append(shell.run("bash", "-euo", "pipefail", "-c", block)
                        .succeeded()
                        .output());
            }
            assertThat(said)
                    .as("what was put is listed, comes back, and the drives are shown")
                    .contains("README.md", "# Anvil", "4+2");
        }
    }

    private static List<String> commandsOf(String readme) {
        int start = readme.indexOf(FIRST_MINUTE);
        assertThat(start).as("the README has a section '%s'", FIRST_MINUTE).isNotNegative();
        int end = readme.indexOf("\n## ", start + FIRST_MINUTE.length());
        List<String> blocks = new ArrayList<>();
        Matcher matcher = COMMANDS.matcher(readme.substring(start, end));
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }
}
