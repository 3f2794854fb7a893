/**
 * The members' own network: a libp2p host that speaks the topic {@code anvil-cluster}, and the contract's types on the way in
 * and out. {@link dev.anvil.membership.gossip} thinks, this package hears and speaks.
 *
 * <p>Always: whoever has not proved that it holds the cluster secret is told nothing and listened to in nothing; everything
 * that counts is signed with the secret as well.
 */
@NullMarked
package dev.anvil.membership.peer;

import org.jspecify.annotations.NullMarked;
