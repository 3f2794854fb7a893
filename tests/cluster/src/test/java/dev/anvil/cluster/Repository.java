package dev.anvil.cluster;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Where the checkout is, and what a test needs of this machine. */
final class Repository {
    private Repository() {}

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        return Stream.iterate(folder, at -> at != null, Path::getParent)
                .filter(at -> Files.isExecutable(at.resolve("anvil")) && Files.isDirectory(at.resolve("shared-proto")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not inside a checkout of Anvil: " + folder));
    }

    static String anvil() {
        return root().resolve("anvil").toString();
    }

    static int freePort() {
        return freePorts(1);
    }

    /** The first of so many free ports in a row, below those that the kernel gives to outgoing connections. */
    static int freePorts(int count) {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int first = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            if (areFree(first, count)) {
                return first;
            }
        }
        throw new IllegalStateException("no " + count + " free ports in a row");
    }

    static boolean areFree(int first, int count) {
        for (int port = first; port < first + count; port++) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                    DatagramSocket datagrams = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
                if (socket.getLocalPort() != port || datagrams.getLocalPort() != port) {
                    return false;
                }
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
