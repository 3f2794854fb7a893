/**
 * TLS by files that operators name and renew: of the public ports, and between services. Who renews a file restarts nothing; what is
 * under way goes on, and the next connection begins with what the file says now.
 */
@NullMarked
package dev.anvil.runtime.tls;

import org.jspecify.annotations.NullMarked;
