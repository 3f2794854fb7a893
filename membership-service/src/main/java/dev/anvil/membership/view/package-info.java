/**
 * The view: who is in the cluster, which drives they bring, and whether they are well. {@link Roster} is the state machine
 * behind it: it is told what happened and what time it is, and never waits, sends or reads a clock of its own, so that a
 * run can be replayed. {@link LiveRoster} makes it safe for many threads and tells watchers of new views. {@link View} is
 * immutable; its version only grows, also over a restart.
 *
 * <p>No Spring and no gRPC here. Streams of services feed it from {@code rpc}, other members by gossip from
 * {@code peer}.
 */
@NullMarked
package dev.anvil.membership.view;

import org.jspecify.annotations.NullMarked;
