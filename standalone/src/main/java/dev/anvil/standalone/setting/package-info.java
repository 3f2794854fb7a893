/**
 * What {@code up} was asked for, by options and by environment variables, checked before anything starts.
 */
@NullMarked
package dev.anvil.standalone.setting;

import org.jspecify.annotations.NullMarked;
