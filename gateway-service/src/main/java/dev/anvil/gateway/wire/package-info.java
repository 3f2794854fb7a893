/** What stands in any HTTP request, taken apart once: method, header fields, parameters. Depends on nothing of servlets. */
@NullMarked
package dev.anvil.gateway.wire;

import org.jspecify.annotations.NullMarked;
