package dev.anvil.runtime.membership;

import dev.anvil.runtime.setting.HostPort;

/** Opens streams to members. */
@FunctionalInterface
public interface MemberDialer {
    /** Does not wait for the connection: what is wrong shows when the stream is used. */
    MemberStream dial(HostPort member);
}
