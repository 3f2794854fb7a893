/** What can be set on buckets. A setting is a document that the catalogue keeps; what it means is decided where it is used. */
@NullMarked
package dev.anvil.gateway.s3.settings;

import org.jspecify.annotations.NullMarked;
