package dev.anvil.standalone.setting;

import dev.anvil.runtime.setting.HostPort;
import dev.anvil.runtime.setting.SettingRefused;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Finds out before anything starts whether a port can be had, so that the answer names the option and not a stack. */
public final class PortCheck {
    private PortCheck() {}

    /** The same address; with port 0, one that is free now. */
    public static HostPort free(String option, HostPort wanted) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(wanted.host()), wanted.port()));
            return new HostPort(wanted.host(), socket.getLocalPort());
        } catch (UnknownHostException e) {
            throw new SettingRefused(
                    option, wanted.toString(), "this host is not known: give an address of this machine");
        } catch (IOException e) {
            throw refused(option, wanted, e);
        }
    }

    /** The same for a UDP socket; one that nobody chose gives way when it is taken. */
    static ClusterAddress free(String option, ClusterAddress wanted, boolean chosen) {
        HostPort address = new HostPort(wanted.host(), wanted.port());
        try (DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(InetAddress.getByName(wanted.host()), wanted.port()))) {
            return wanted.withPort(socket.getLocalPort());
        } catch (UnknownHostException e) {
            throw new SettingRefused(
                    option, wanted.toString(), "this host is not known: give an address of this machine");
        } catch (IOException e) {
            if (!chosen && wanted.port() != 0) {
                return free(option, wanted.withPort(0), true);
            }
            if (String.valueOf(e.getMessage()).contains("in use")) {
                throw new SettingRefused(
                        option,
                        wanted.toString(),
                        "UDP port " + wanted.port() + " is taken: choose another with " + option
                                + " MULTIADDR, or stop what listens there");
            }
            throw refused(option, address, e);
        }
    }

    /** The same address, or with any port that is free where it is taken. */
    static HostPort freeOrAny(String option, HostPort wanted) {
        try {
            return free(option, wanted);
        } catch (SettingRefused taken) {
            return new HostPort(wanted.host(), 0);
        }
    }

    private static SettingRefused refused(String option, HostPort wanted, IOException problem) {
        String message = String.valueOf(problem.getMessage());
        if (message.contains("in use")) {
            return new SettingRefused(
                    option,
                    wanted.toString(),
                    "port " + wanted.port() + " is taken: choose another with " + option
                            + " HOST:PORT, or stop what listens there");
        }
        if (message.contains("Permission denied")) {
            return new SettingRefused(
                    option,
                    wanted.toString(),
                    "only root may listen on port " + wanted.port() + ": choose one above 1023");
        }
        return new SettingRefused(
                option, wanted.toString(), "cannot listen there (" + message + "): give an address of this machine");
    }
}
