package dev.anvil.cli.admin;

import picocli.CommandLine.Command;

/** Groups the commands of operators on buckets. */
@Command(
        name = "buckets",
        aliases = "bucket",
        description = "The buckets of all tenants, their quotas and what they hold.",
        mixinStandardHelpOptions = true,
        subcommands = {
            AdminCreateBucket.class,
            AdminListBuckets.class,
            AdminShowBucket.class,
            AdminUpdateBucket.class,
            AdminSetPublicAccess.class,
            AdminDeleteBucket.class
        })
final class AdminBucketCommands {}
