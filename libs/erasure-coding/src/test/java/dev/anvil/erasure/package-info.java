@NullMarked
package dev.anvil.erasure;

import org.jspecify.annotations.NullMarked;
