package dev.anvil.cli.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceLockTest {
    @TempDir
    private Path folder;

    @Test
    void onlyOneHoldsItAndOthersLearnWho() throws IOException {
        DataFolder data = new DataFolder(folder);
        assertThat(InstanceLock.holder(data)).isEmpty();
        try (InstanceLock held = InstanceLock.acquire(data).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(InstanceLock.acquire(data)).isEmpty();
            assertThat(InstanceLock.holder(data))
                    .hasValue(ProcessHandle.current().pid());
        }
        assertThat(InstanceLock.holder(data)).isEmpty();
    }

    @Test
    void aLockFileThatADeadProcessLeftBehindHoldsNobodyUp() throws IOException {
        DataFolder data = new DataFolder(folder);
        Files.writeString(data.lock(), "1\n");
        assertThat(InstanceLock.holder(data)).isEmpty();
        try (InstanceLock held = InstanceLock.acquire(data).orElseThrow()) {
            assertThat(held).isNotNull();
        }
    }
}
