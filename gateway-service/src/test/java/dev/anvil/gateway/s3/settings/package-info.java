@NullMarked
package dev.anvil.gateway.s3.settings;

import org.jspecify.annotations.NullMarked;
