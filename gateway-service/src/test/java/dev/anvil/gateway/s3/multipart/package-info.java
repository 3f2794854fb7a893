@NullMarked
package dev.anvil.gateway.s3.multipart;

import org.jspecify.annotations.NullMarked;
