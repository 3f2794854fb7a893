package dev.anvil.cli.admin;

import picocli.CommandLine.Command;

/** Groups the commands on tenants. */
@Command(
        name = "tenants",
        aliases = "tenant",
        description = "Who owns buckets. Tenants never see each other's.",
        mixinStandardHelpOptions = true,
        subcommands = {CreateTenant.class, ListTenants.class, ShowTenant.class, UpdateTenant.class, DeleteTenant.class})
final class TenantCommands {}
