package dev.anvil.membership.peer;

import java.util.List;

/** What an operator should know about this member, in sentences. */
@FunctionalInterface
public interface ClusterWarnings {
    List<String> get();
}
