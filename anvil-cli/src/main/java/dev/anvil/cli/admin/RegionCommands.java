package dev.anvil.cli.admin;

import picocli.CommandLine.Command;

/** Groups the commands on regions. */
@Command(
        name = "regions",
        aliases = "region",
        description = "Places with a regional database, gateways and drives of their own.",
        mixinStandardHelpOptions = true,
        subcommands = {CreateRegion.class, ListRegions.class, ShowRegion.class, UpdateRegion.class, DeleteRegion.class})
final class RegionCommands {}
