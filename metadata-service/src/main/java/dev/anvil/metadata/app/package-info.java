/**
 * Apps: programs that act for a tenant. An app has a client id and a secret, which is kept encrypted, and policies that
 * say what it may do; without a policy it may do nothing.
 */
@NullMarked
package dev.anvil.metadata.app;

import org.jspecify.annotations.NullMarked;
