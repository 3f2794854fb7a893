/**
 * Who is alive among the members, found out by gossip: every member states about once a second who it is, what is registered
 * with it and whom it believes to be ill. {@link dev.anvil.membership.gossip.Cluster} is the state machine: it is told what
 * was heard and what time it is, and answers with what should be done; it never waits, sends or reads a clock of its own, so
 * that two hundred of them can be simulated in a test.
 *
 * <p>No Spring, no network and no contract's types here.
 */
@NullMarked
package dev.anvil.membership.gossip;

import org.jspecify.annotations.NullMarked;
