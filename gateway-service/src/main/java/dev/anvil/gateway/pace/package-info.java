/**
 * How fast one app may ask. Off unless a rate is set; each gateway counts for itself.
 */
@NullMarked
package dev.anvil.gateway.pace;

import org.jspecify.annotations.NullMarked;
