@NullMarked
package dev.anvil.membership.view;

import org.jspecify.annotations.NullMarked;
