package dev.anvil.cli.bucket;

import picocli.CommandLine.Command;

/** Groups the commands on buckets. */
@Command(
        name = "bucket",
        aliases = "buckets",
        description = "Make, list and remove buckets, and open them to everybody.",
        mixinStandardHelpOptions = true,
        subcommands = {CreateBucket.class, ListBuckets.class, RemoveBucket.class, SetPublic.class})
public final class BucketCommands {}
