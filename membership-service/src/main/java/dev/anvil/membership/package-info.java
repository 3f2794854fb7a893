/**
 * One view of nodes and drives for everybody. Services register with a membership process and are told who else is there.
 * Membership only guides placement and reads: it can be wrong without harm, because truth about objects is in the catalogue.
 */
@NullMarked
package dev.anvil.membership;

import org.jspecify.annotations.NullMarked;
