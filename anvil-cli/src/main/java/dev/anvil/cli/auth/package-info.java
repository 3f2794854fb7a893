/** Commands on access tokens and on the profiles that keep credentials. */
@NullMarked
package dev.anvil.cli.auth;

import org.jspecify.annotations.NullMarked;
