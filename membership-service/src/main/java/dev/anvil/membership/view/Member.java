package dev.anvil.membership.view;

import java.time.Instant;

/** A node in a view: what it last said, how well it is, and since when. */
public record Member(Announcement announcement, NodeState state, Instant since) {}
