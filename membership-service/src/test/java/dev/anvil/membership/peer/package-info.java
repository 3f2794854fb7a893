@NullMarked
package dev.anvil.membership.peer;

import org.jspecify.annotations.NullMarked;
