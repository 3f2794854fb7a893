/**
 * Settings as types that refuse nonsense at start, with a sentence that says what to fix.
 */
@NullMarked
package dev.anvil.runtime.setting;

import org.jspecify.annotations.NullMarked;
