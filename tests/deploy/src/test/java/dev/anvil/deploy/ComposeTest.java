package dev.anvil.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What {@code docker compose config} would complain of, and what it would not: names that nobody has, settings that nobody reads. */
class ComposeTest {
    private static final ObjectMapper JSON = new ObjectMapper(new YAMLFactory());
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(:[-?][^}]*)?}");
    private static final Pattern HOST =
            Pattern.compile("\\b((?:membership|metadata|storage|postgres|gateway)[a-z0-9-]*):\\d+");

    /** Settings of the images that are not ours. */
    private static final List<String> FOREIGN =
            List.of("POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD", "POSTGRES_INITDB_ARGS", "XDG_CACHE_HOME");

    /** With anchors and merges resolved, which Jackson does not do. */
    private static JsonNode compose(String file) {
        Object read = new Yaml()
                .load(DeployFolder.read(DeployFolder.root().resolve("compose").resolve(file)));
        return JSON.valueToTree(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"all-in-one.yml", "cluster.yml", "node.yml"})
    void everyNameIsThere(String file) {
        JsonNode compose = compose(file);
        List<String> services = names(compose.path("services"));
        List<String> volumes = names(compose.path("volumes"));
        compose.path("services").properties().forEach(service -> {
            assertThat(services).containsAll(dependencies(service.getValue()));
            for (JsonNode mount : service.getValue().path("volumes")) {
                String source = mount.asText().split(":", 2)[0];
                assertThat(source.startsWith("./") || volumes.contains(source))
                        .as("%s mounts %s", service.getKey(), source)
                        .isTrue();
            }
            environment(service.getValue())
                    .forEach((name, value) -> assertThat(
                                    HOST.matcher(value).results().map(host -> host.group(1)))
                            .as("%s of %s", name, service.getKey())
                            .allMatch(services::contains));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"all-in-one.yml", "cluster.yml", "node.yml"})
    void everySettingIsDocumented(String file) {
        String documented = DeployFolder.read(DeployFolder.root().resolveSibling("docs/operations/settings.md"));
        compose(file)
                .path("services")
                .forEach(service -> environment(service)
                        .keySet()
                        .forEach(name -> assertThat(FOREIGN.contains(name) || documented.contains("`" + name))
                                .as(name)
                                .isTrue()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all-in-one.yml", "cluster.yml", "node.yml"})
    void ourContainersCannotDoMoreThanTheyMust(String file) {
        List<JsonNode> ours = new ArrayList<>();
        compose(file).path("services").forEach(service -> {
            if (service.path("image").asText().startsWith("${ANVIL_IMAGES:-anvil}/")) {
                ours.add(service);
            }
        });
        assertThat(ours).isNotEmpty().allSatisfy(service -> {
            assertThat(service.path("read_only").asBoolean()).isTrue();
            assertThat(service.path("cap_drop").toString()).isEqualTo("[\"ALL\"]");
            assertThat(service.path("tmpfs").toString()).contains("/tmp");
        });
    }

    @Test
    void theClusterAsksForSecretsAndHasNoneOfItsOwn() {
        String text = DeployFolder.read(DeployFolder.root().resolve("compose/cluster.yml"));
        String example = DeployFolder.read(DeployFolder.root().resolve("compose/cluster.env.example"));
        TreeSet<String> needed = new TreeSet<>();
        VARIABLE.matcher(text)
                .results()
                .filter(found -> String.valueOf(found.group(2)).startsWith(":?"))
                .map((MatchResult found) -> found.group(1))
                .forEach(needed::add);
        assertThat(needed).hasSize(6).allSatisfy(name -> assertThat(example).contains(name + "=\n"));
        assertThat(example.lines().filter(line -> line.contains("="))).hasSameSizeAs(needed);
    }

    @Test
    void theClusterIsWhatItSays() throws IOException {
        List<String> services = names(compose("cluster.yml").path("services"));
        assertThat(services.stream().filter(name -> name.startsWith("storage-")))
                .hasSize(6);
        assertThat(services.stream().filter(name -> name.startsWith("membership-")))
                .hasSize(3);
        assertThat(services)
                .contains("postgres-global", "postgres-regional", "metadata", "gateway", "gc-worker", "proxy");
        for (String scaled : List.of("gateway", "metadata", "gc-worker")) {
            JsonNode service = compose("cluster.yml").path("services").path(scaled);
            assertThat(service.path("deploy").path("replicas").asInt()).isEqualTo(2);
            assertThat(service.has("ports"))
                    .as("%s could not be scaled with a port of the host", scaled)
                    .isFalse();
            assertThat(service.has("container_name")).isFalse();
        }
    }

    private static List<String> names(JsonNode map) {
        return map.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static Collection<String> dependencies(JsonNode service) {
        JsonNode needed = service.path("depends_on");
        return needed.isArray()
                ? Stream.iterate(0, i -> i < needed.size(), i -> i + 1)
                        .map(i -> needed.get(i).asText())
                        .toList()
                : names(needed);
    }

    private static Map<String, String> environment(JsonNode service) {
        Map<String, String> environment = new java.util.TreeMap<>();
        service.path("environment")
                .properties()
                .forEach(each -> environment.put(each.getKey(), each.getValue().asText()));
        return environment;
    }
}
