package dev.anvil.deploy;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The chart as it is, or for an API server that is older than the chart asks for, a copy in words that it understands. */
final class FittingChart {
    private static final int OLDEST_MINOR = 27;

    private FittingChart() {}

    static Path of(String version, Path folder) throws IOException {
        if (!isOlder(version)) {
            return DeployFolder.chart();
        }
        Path copy = folder.resolve("chart");
        try (Stream<Path> files = Files.walk(DeployFolder.chart(), FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(DeployFolder.chart().relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        replace(copy.resolve("Chart.yaml"), "kubeVersion: \">=1." + OLDEST_MINOR + ".0-0\"\n", "");
        replace(copy.resolve("templates/_helpers.tpl"), "apiVersion: policy/v1\n", "apiVersion: policy/v1beta1\n");
        // What is said there is what has always been done.
        replace(
                copy.resolve("templates/storage/statefulset.yaml"),
                "  persistentVolumeClaimRetentionPolicy: { whenDeleted: Retain, whenScaled: Retain }\n",
                "");
        return copy;
    }

    /** What the chart rendered, with the names that this version has. */
    static String inWordsOf(String version, String rendered) {
        return isOlder(version)
                ? rendered.replace("apiVersion: policy/v1\n", "apiVersion: policy/v1beta1\n")
                : rendered;
    }

    private static boolean isOlder(String version) {
        return Integer.parseInt(version.substring(version.indexOf('.') + 1)) < OLDEST_MINOR;
    }

    private static void replace(Path file, String old, String other) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(old)) {
            throw new AssertionError(file + " has no line '" + old.strip() + "'");
        }
        Files.writeString(file, text.replace(old, other));
    }
}
