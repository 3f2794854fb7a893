package dev.anvil.benchmarks.s3;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code anvil bench s3}: runs workloads one after the other and reports throughput and percentiles of each. */
@Command(
        name = "s3",
        mixinStandardHelpOptions = true,
        description = {
            "Loads an S3 endpoint and reports throughput and latency.",
            "",
            "Works with every store that speaks S3 with SigV4. Keys come from --data DIR, from --access-key and --secret-key,"
                    + " or from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
        },
        footer = {
            "",
            "Examples:",
            "  anvil bench s3 --data ./anvil-data --size 64MiB --clients 16",
            "  anvil bench s3 --endpoint http://127.0.0.1:9000 --size 4KiB --workload put,get --duration 20s --json"
        })
public final class BenchS3 implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--endpoint", description = "The store, for example http://127.0.0.1:9000.")
    private @Nullable URI endpoint;

    @Option(names = "--data", description = "Take endpoint and keys from this instance of Anvil on this machine.")
    private @Nullable Path data;

    @Option(names = "--access-key", description = "Access key id.")
    private @Nullable String accessKey;

    @Option(names = "--secret-key", description = "Secret access key.")
    private @Nullable String secretKey;

    @Option(names = "--region", description = "Region to sign for.")
    private @Nullable String region;

    @Option(
            names = "--bucket",
            defaultValue = "anvil-bench",
            description = "Bucket to use; made and emptied. Default: ${DEFAULT-VALUE}.")
    private String bucket = "anvil-bench";

    @Option(
            names = "--size",
            defaultValue = "1MiB",
            description = "Size of an object, as in 4KiB, 64MiB. Default: ${DEFAULT-VALUE}.")
    private String size = "1MiB";

    @Option(
            names = "--clients",
            defaultValue = "16",
            description = "Requests in flight, 1 to 1024. Default: ${DEFAULT-VALUE}.")
    private int clients = 16;

    @Option(
            names = "--duration",
            defaultValue = "10s",
            description = "Of each workload, as in 10s or 2m. Default: ${DEFAULT-VALUE}.")
    private String duration = "10s";

    @Option(
            names = "--objects",
            defaultValue = "0",
            description = "Distinct keys. Default: enough for the clients, at most 1 GiB in all.")
    private int objects;

    @Option(
            names = "--workload",
            split = ",",
            defaultValue = "put,get",
            description = "Of ${COMPLETION-CANDIDATES}, in order. Default: ${DEFAULT-VALUE}.")
    private List<Workload> workloads = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, String> settings = settings();
        Target target = new Target(
                endpointOf(settings),
                bucket,
                required(settings, "AWS_ACCESS_KEY_ID", "--access-key"),
                required(settings, "AWS_SECRET_ACCESS_KEY", "--secret-key"),
                settings.getOrDefault("AWS_DEFAULT_REGION", "us-east-1"));
        if (clients < 1 || clients > 1024) {
            throw usage("--clients takes a number from 1 to 1024, not " + clients);
        }
        long bytes = parsed("--size", size, Amounts::bytes);
        Load load = new Load(bytes, clients, parsed("--duration", duration, Amounts::duration), keys(bytes));
        PrintWriter out = commandLine().getOut();
        List<Result> results = new ArrayList<>();
        try (S3Session session = new S3Session(target)) {
            Runner runner =
                    new Runner(session, load, json ? null : commandLine().getErr());
            runner.prepare(workloads);
            for (Workload workload : workloads) {
                Result result = runner.run(workload);
                results.add(result);
                if (!json) {
                    out.println(result.line());
                    out.flush();
                }
            }
            runner.cleanUp();
        }
        if (json) {
            out.println(Result.json(target, load, results));
        }
        out.flush();
        return results.stream().anyMatch(result -> result.failures() > 0) ? 1 : 0;
    }

    private int keys(long bytes) {
        if (objects > 0) {
            return objects;
        }
        long fit = Math.max(1, (1L << 30) / Math.max(1, bytes));
        return (int) Math.max(clients, Math.min(fit, 10_000));
    }

    private Map<String, String> settings() throws IOException {
        Map<String, String> settings = new LinkedHashMap<>(System.getenv());
        Path instance = data;
        if (instance != null) {
            Path file = instance.resolve("anvil.env");
            if (!Files.exists(file)) {
                throw usage("no running Anvil in " + instance + " (there is no " + file
                        + "); start one: anvil up --data " + instance);
            }
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    settings.put(
                            line.substring(0, equals),
                            line.substring(equals + 1).replaceAll("^'|'$", ""));
                }
            }
        }
        override(settings, "AWS_ACCESS_KEY_ID", accessKey);
        override(settings, "AWS_SECRET_ACCESS_KEY", secretKey);
        override(settings, "AWS_DEFAULT_REGION", region);
        return settings;
    }

    private static void override(Map<String, String> settings, String name, @Nullable String value) {
        if (value != null) {
            settings.put(name, value);
        }
    }

    private URI endpointOf(Map<String, String> settings) {
        URI given = endpoint;
        if (given == null) {
            String known = required(settings, "ANVIL_S3_ENDPOINT", "--endpoint");
            given = URI.create(known.contains("://") ? known : "http://" + known);
        }
        if (given.getHost() == null || !("http".equals(given.getScheme()) || "https".equals(given.getScheme()))) {
            throw usage("--endpoint takes a URL such as http://127.0.0.1:9000, not " + given);
        }
        return given;
    }

    private String required(Map<String, String> settings, String name, String option) {
        String value = settings.get(name);
        if (value == null || value.isEmpty()) {
            throw usage("give " + option + ", or --data DIR of a running instance, or set " + name);
        }
        return value;
    }

    private <T> T parsed(String option, String text, java.util.function.Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw usage(option + ": " + e.getMessage());
        }
    }

    private picocli.CommandLine commandLine() {
        return java.util.Objects.requireNonNull(spec).commandLine();
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(commandLine(), sentence);
    }

    /** What to load with: fixed for a run. */
    record Load(long bytes, int clients, Duration duration, int keys) {}

    /** Where to. */
    record Target(URI endpoint, String bucket, String accessKey, String secretKey, String region) {
        @Override
        public String toString() {
            return endpoint + "/" + bucket;
        }
    }
}
