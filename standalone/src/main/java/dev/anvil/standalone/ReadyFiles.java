package dev.anvil.standalone;

import dev.anvil.cli.instance.DataFolder;
import dev.anvil.cli.instance.EnvFile;
import dev.anvil.cli.instance.InstanceVariables;
import dev.anvil.standalone.peer.FirstStart;
import dev.anvil.standalone.setting.DatabaseUrls;
import dev.anvil.standalone.setting.Secrets;
import dev.anvil.standalone.setting.ServiceRole;
import dev.anvil.standalone.setting.UpSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The files that tell others that the instance is ready, and all that they need. */
record ReadyFiles(UpSettings settings, Secrets secrets, DatabaseUrls databases, Optional<FirstStart.Keys> keys) {
    /** The process id comes first and the environment last: who waits for either finds what it needs. */
    void write(EnvFile services) throws IOException {
        DataFolder folder = settings.folder();
        services.write(folder.services());
        Path pid = folder.root().resolve(".anvil.pid.new");
        Files.writeString(pid, ProcessHandle.current().pid() + "\n");
        EnvFile env = env();
        Files.move(pid, folder.pid(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        env.write(folder.env());
    }

    EnvFile env() {
        Map<String, String> lines = new LinkedHashMap<>();
        if (settings.roles().runs(ServiceRole.GATEWAY)) {
            lines.put(InstanceVariables.ENDPOINT, settings.apiUrl());
            lines.put(InstanceVariables.S3_ENDPOINT, settings.s3Url());
        }
        lines.put(InstanceVariables.MANAGEMENT, settings.managementUrl());
        lines.put(InstanceVariables.CLUSTER, settings.cluster().listen().text());
        keys.ifPresent(own -> {
            lines.put(InstanceVariables.ACCESS_KEY_ID, own.id());
            lines.put(InstanceVariables.SECRET_ACCESS_KEY, own.secret());
        });
        lines.put(InstanceVariables.REGION, settings.region().value());
        lines.put(InstanceVariables.NODE_REGION, settings.region().value());
        if (!databases.equals(DatabaseUrls.NONE)) {
            lines.put(InstanceVariables.GLOBAL_DATABASE_URL, databases.global());
            lines.put(InstanceVariables.REGIONAL_DATABASE_URL, databases.regional());
        }
        lines.put(InstanceVariables.JWT_SECRET, secrets.jwt());
        lines.put(InstanceVariables.SECRET_ENCRYPTION_KEY, secrets.encryptionKey());
        lines.put(InstanceVariables.CLUSTER_SECRET, secrets.cluster());
        return new EnvFile(lines);
    }
}
