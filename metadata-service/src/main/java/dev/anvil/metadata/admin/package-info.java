/**
 * The first administrator of a new installation, for whom there is nobody to make an app: its credentials are given to the
 * service, which makes the app if it is not there. An installation that has it is left as it is.
 */
@NullMarked
package dev.anvil.metadata.admin;

import org.jspecify.annotations.NullMarked;
