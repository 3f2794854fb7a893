/** What operators watch of tenants: how much they hold. Counted now and then, not at every scrape. */
@NullMarked
package dev.anvil.metadata.metrics;

import org.jspecify.annotations.NullMarked;
