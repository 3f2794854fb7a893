@NullMarked
package dev.anvil.gateway.acl;

import org.jspecify.annotations.NullMarked;
