package dev.anvil.cli.object;

import picocli.CommandLine.Command;

/** Groups the commands on objects. */
@Command(
        name = "object",
        aliases = "objects",
        description = "Put, get, copy, list and remove objects.",
        mixinStandardHelpOptions = true,
        subcommands = {
            PutObject.class,
            GetObject.class,
            CopyObject.class,
            ListObjects.class,
            HeadObject.class,
            RemoveObjects.class
        })
public final class ObjectCommands {}
