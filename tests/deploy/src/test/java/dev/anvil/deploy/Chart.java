package dev.anvil.deploy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The chart, rendered as {@code helm template} would. */
final class Chart {
    private static final Pattern DOCUMENTS = Pattern.compile("(?m)^---$");
    private static final Pattern CONTENT = Pattern.compile("(?m)^kind: ");

    private Chart() {}

    static Helm helm() {
        return new Helm(DeployFolder.chart());
    }

    /** @param values a file of {@code src/test/resources/values} */
    static String render(String values) {
        return render(Path.of("src/test/resources/values", values));
    }

    static String render(Path values) {
        return command().withValuesFile(values).call();
    }

    static String renderWith(String... settings) {
        TemplateCommand command = command().withValuesFile(Path.of("src/test/resources/values/defaults.yaml"));
        Arrays.stream(settings)
                .map(setting -> setting.split("=", 2))
                .forEach(setting -> command.set(setting[0], setting[1]));
        return command.call();
    }

    private static TemplateCommand command() {
        return helm().template().withName("anvil").withNamespace("s3").withKubeVersion("1.31.0");
    }

    static List<HasMetadata> objects(String rendered) {
        List<HasMetadata> objects = new ArrayList<>();
        for (String document : DOCUMENTS.split(rendered)) {
            if (CONTENT.matcher(document).find()) {
                objects.add(Serialization.unmarshal(document));
            }
        }
        return objects;
    }
}
