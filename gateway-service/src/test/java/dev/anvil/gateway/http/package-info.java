@NullMarked
package dev.anvil.gateway.http;

import org.jspecify.annotations.NullMarked;
