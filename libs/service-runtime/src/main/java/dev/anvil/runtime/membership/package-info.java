/**
 * A service's link to membership: it says that the service is there, and it knows who else is. {@link MembershipLink} keeps
 * one stream open to one of several members and moves on when it breaks; {@link ClusterView} is what it learned last.
 *
 * <p>A view is a hint. It can be stale or wrong without harm, because the truth about objects is in the catalogue; so when
 * no member can be reached the last view stays in use, and nobody is treated as gone for lack of news.
 *
 * <p>A service takes part by having one {@link SelfDescription} bean; the auto-configuration in {@code peer} does the rest.
 */
@NullMarked
package dev.anvil.runtime.membership;

import org.jspecify.annotations.NullMarked;
