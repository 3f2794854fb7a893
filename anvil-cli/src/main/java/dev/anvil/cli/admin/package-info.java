/** Commands of operators: regions, tenants, apps, policies, tasks, nodes. */
@NullMarked
package dev.anvil.cli.admin;

import org.jspecify.annotations.NullMarked;
