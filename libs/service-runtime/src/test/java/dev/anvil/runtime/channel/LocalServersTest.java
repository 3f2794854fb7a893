package dev.anvil.runtime.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.runtime.setting.HostPort;
import org.junit.jupiter.api.Test;

class LocalServersTest {
    private final LocalServers servers = new LocalServers();

    @Test
    void aServerIsFoundWhereItListens() {
        servers.add(new HostPort("127.0.0.1", 5001), "one");
        assertThat(servers.find(new HostPort("127.0.0.1", 5001))).contains("one");
        assertThat(servers.find(new HostPort("127.0.0.1", 5002))).isEmpty();
        assertThat(servers.find(new HostPort("127.0.0.2", 5001)))
                .as("another process may listen there")
                .isEmpty();
    }

    @Test
    void whoListensEverywhereIsFoundAtEveryAddressOfThisMachine() {
        servers.add(new HostPort("0.0.0.0", 5001), "one");
        assertThat(servers.find(new HostPort("127.0.0.1", 5001))).contains("one");
        assertThat(servers.find(new HostPort("127.0.0.9", 5001))).contains("one");
        assertThat(servers.find(new HostPort("192.0.2.1", 5001))).isEmpty();
    }
}
