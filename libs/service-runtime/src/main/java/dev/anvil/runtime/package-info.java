/** What every service shares. The auto-configuration here is all that a service needs to take part in the suite. */
@NullMarked
package dev.anvil.runtime;

import org.jspecify.annotations.NullMarked;
