package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AWS CLI and rclone as Debian ships them, with their default settings. */
class CommandLineClientsIT {
    private static final long MB = 1_000_000;

    @TempDir
    static Path folder;

    private static AllInOne suite;

    @BeforeAll
    static void up() throws IOException {
        suite = AllInOne.up(folder.resolve("data"), Map.of());
        Path tree = Files.createDirectories(folder.resolve("tree/deep er/ünïcode"));
        List<String> names =
                List.of("plain.txt", "with space.txt", "plus+and%.txt", "deep er/x.bin", "deep er/ünïcode/y.bin");
        for (int i = 0; i < names.size(); i++) {
            SomeBytes.file(folder.resolve("tree").resolve(names.get(i)), i, 10_000L * (i + 1));
        }
        assertThat(tree).isDirectory();
        SomeBytes.file(folder.resolve("large.bin"), 77, 200 * MB);
    }

    @AfterAll
    static void down() {
        suite.close();
    }

    @Test
    void awsCli() {
        assumeTrue(Tool.isInstalled("aws"), "the AWS CLI is not installed (apt-get install awscli)");
        Tool shell = new Tool(folder, environment());
        String aws = "aws --endpoint-url " + suite.s3Endpoint() + " ";
        shell.run("sh", "-euc", aws + "s3 mb s3://cli").succeeded();
        shell.run("sh", "-euc", aws + "s3 cp large.bin s3://cli/large.bin --no-progress")
                .succeeded();
        shell.run("sh", "-euc", aws + "s3 cp s3://cli/large.bin back.bin --no-progress")
                .succeeded();
        assertThat(SomeBytes.sha256(folder.resolve("back.bin")))
                .isEqualTo(SomeBytes.sha256(folder.resolve("large.bin")));
        shell.run("sh", "-euc", aws + "s3 sync tree s3://cli/tree --no-progress")
                .succeeded();
        assertThat(shell.run("sh", "-euc", aws + "s3 sync tree s3://cli/tree --no-progress")
                        .succeeded()
                        .output())
                .as("a second sync has nothing to do")
                .isBlank();
        shell.run("sh", "-euc", aws + "s3 sync s3://cli/tree tree-back --no-progress")
                .succeeded();
        shell.run("diff", "-r", "tree", "tree-back").succeeded();
        shell.run("sh", "-euc", aws + "s3 cp s3://cli/large.bin s3://cli/copied.bin --no-progress")
                .succeeded();
        shell.run("sh", "-euc", aws + "s3 mv s3://cli/copied.bin s3://cli/moved.bin --no-progress")
                .succeeded();
        assertThat(shell.run("sh", "-euc", aws + "s3 ls s3://cli/").succeeded().output())
                .contains("PRE tree/")
                .contains("200000000 moved.bin")
                .doesNotContain("copied.bin");
        shell.run("sh", "-euc", aws + "s3api get-object --bucket cli --key large.bin --range bytes=1000-1999 part.bin")
                .succeeded();
        assertThat(folder.resolve("part.bin")).hasSize(1_000);
        String url = shell.run("sh", "-euc", aws + "s3 presign s3://cli/tree/plain.txt")
                .succeeded()
                .output()
                .strip();
        shell.run("curl", "-sf", "-o", "by-url.txt", url).succeeded();
        shell.run("cmp", "by-url.txt", "tree/plain.txt").succeeded();
        shell.run("sh", "-euc", aws + "s3 rm s3://cli --recursive --quiet").succeeded();
        shell.run("sh", "-euc", aws + "s3 rb s3://cli").succeeded();
    }

    @Test
    void rclone() {
        assumeTrue(Tool.isInstalled("rclone"), "rclone is not installed (apt-get install rclone)");
        Tool shell = new Tool(folder, environment());
        shell.run("rclone", "mkdir", "anvil:rclone").succeeded();
        shell.run("rclone", "sync", "tree", "anvil:rclone/tree").succeeded();
        shell.run("rclone", "copy", "large.bin", "anvil:rclone/").succeeded();
        shell.run("rclone", "check", "tree", "anvil:rclone/tree").succeeded();
        shell.run("rclone", "moveto", "anvil:rclone/large.bin", "anvil:rclone/moved.bin")
                .succeeded();
        assertThat(shell.run("rclone", "lsf", "-R", "anvil:rclone").succeeded().output())
                .contains("moved.bin", "tree/deep er/ünïcode/y.bin", "tree/plus+and%.txt");
        shell.run("rclone", "copyto", "anvil:rclone/moved.bin", "moved-back.bin")
                .succeeded();
        assertThat(SomeBytes.sha256(folder.resolve("moved-back.bin")))
                .isEqualTo(SomeBytes.sha256(folder.resolve("large.bin")));
        shell.run("rclone", "purge", "anvil:rclone").succeeded();
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        for (String name : List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION")) {
            environment.put(name, suite.value(name));
        }
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("HOME", folder.toString());
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("RCLONE_CONFIG", folder.resolve("rclone.conf").toString());
        environment.put("RCLONE_CONFIG_ANVIL_TYPE", "s3");
        environment.put("RCLONE_CONFIG_ANVIL_PROVIDER", "Other");
        environment.put("RCLONE_CONFIG_ANVIL_ENV_AUTH", "true");
        environment.put("RCLONE_CONFIG_ANVIL_ENDPOINT", suite.s3Endpoint().toString());
        environment.put("RCLONE_CONFIG_ANVIL_REGION", suite.region());
        return environment;
    }
}
