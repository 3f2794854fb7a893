package dev.anvil.standalone.console;

import dev.anvil.cli.instance.CommandName;
import dev.anvil.model.Scheme;
import dev.anvil.standalone.peer.FirstStart;
import dev.anvil.standalone.setting.ServiceRole;
import dev.anvil.standalone.setting.UpSettings;
import java.io.PrintStream;
import java.util.Optional;

/** What a person needs to know when everything runs: where, as whom, and what to try. */
public record ReadyMessage(UpSettings settings, Optional<FirstStart.Keys> known) {
    public void print(PrintStream out) {
        if (known.isEmpty() || !settings.roles().runs(ServiceRole.GATEWAY)) {
            out.printf(
                    "%n  this node runs     %s%n  cluster            %s%n  management         %s/actuator/health%n"
                            + "  everything to source  %s%n%n",
                    settings.roles().running(),
                    settings.cluster().listen(),
                    settings.managementUrl(),
                    settings.folder().env());
            out.flush();
            return;
        }
        FirstStart.Keys keys = known.get();
        String anvil = CommandName.asTyped();
        String data = settings.folder().toString();
        Scheme scheme = Scheme.forDrives(settings.drives());
        out.printf(
                """

                  endpoint (gRPC and S3)  %s
                  S3 endpoint             %s
                  region                  %s
                  access key id           %s
                  secret access key       %s
                  drives                  %d in %s: %s, %s
                  cluster                 %s
                  management              %s/actuator/health
                  everything to source    %s

                Try in another terminal:
                  %s bucket create first --data %s
                  echo hello | %s object put - first/hello --data %s
                  (set -a; . %s; aws --endpoint-url $ANVIL_S3_ENDPOINT s3 ls s3://first)

                """,
                settings.apiUrl(),
                settings.s3Url(),
                settings.region(),
                keys.id(),
                keys.secret(),
                settings.drives(),
                settings.folder().drives(),
                scheme,
                tolerance(scheme),
                settings.cluster().listen(),
                settings.managementUrl(),
                settings.folder().env(),
                anvil,
                data,
                anvil,
                data,
                settings.folder().env());
        out.flush();
    }

    private static String tolerance(Scheme scheme) {
        return switch (scheme.parity()) {
            case 0 -> "WARNING: the loss of the drive loses everything; use more drives";
            case 1 -> "survives the loss of any one";
            default -> "survives the loss of any " + scheme.parity();
        };
    }
}
