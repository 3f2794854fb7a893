/**
 * How fast one app may ask, and how much is served at once. Each gateway counts for itself.
 */
@NullMarked
package dev.anvil.gateway.pace;

import org.jspecify.annotations.NullMarked;
