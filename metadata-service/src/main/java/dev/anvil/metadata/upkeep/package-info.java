/**
 * What the regional catalogue does for itself now and then: folding usage, dropping what need no longer be remembered,
 * advancing the epoch. Every replica of the service does it; they do not get in each other's way.
 */
@NullMarked
package dev.anvil.metadata.upkeep;

import org.jspecify.annotations.NullMarked;
