@NullMarked
package dev.anvil.gateway.s3.xml;

import org.jspecify.annotations.NullMarked;
