package dev.anvil.standalone.service;

import dev.anvil.cli.failure.CommandFailure;
import dev.anvil.gateway.GatewayApplication;
import dev.anvil.gc.GcWorkerApplication;
import dev.anvil.membership.MembershipApplication;
import dev.anvil.membership.peer.MemberName;
import dev.anvil.metadata.MetadataApplication;
import dev.anvil.runtime.channel.LocalServers;
import dev.anvil.runtime.setting.HostPort;
import dev.anvil.runtime.setting.SettingRefused;
import dev.anvil.standalone.console.Progress;
import dev.anvil.standalone.meter.JoinedMetrics;
import dev.anvil.standalone.meter.ServiceLabel;
import dev.anvil.standalone.setting.DatabaseUrls;
import dev.anvil.standalone.setting.Secrets;
import dev.anvil.standalone.setting.ServiceRole;
import dev.anvil.standalone.setting.UpSettings;
import dev.anvil.storage.StorageNodeApplication;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The five services. Each starts as soon as those are there whose address it needs:
 *
 * <pre>
 *   membership ──┬── storage-node
 *                ├── gateway, gc-worker
 *   metadata ────┘
 * </pre>
 *
 * <p>Of those that are not this node's to run, the settings say where they are.
 */
public final class Services implements AutoCloseable {
    private static final String MEMBERSHIP = "membership";
    private static final String METADATA = "metadata";
    private static final String STORAGE = "storage-node";
    private static final String GC_WORKER = "gc-worker";
    private static final String GATEWAY = "gateway";

    /** Who serves clients goes first, who serves services goes last. */
    private static final List<String> STOP_ORDER = List.of(GATEWAY, GC_WORKER, STORAGE, METADATA, MEMBERSHIP);

    private final LocalServers local = new LocalServers();
    private final ConcurrentMap<String, RunningService> running = new ConcurrentHashMap<>();
    private final ServiceVariables variables;
    private final UpSettings settings;
    private final Progress progress;

    private Services(ServiceVariables variables, UpSettings settings, Progress progress) {
        this.variables = variables;
        this.settings = settings;
        this.progress = progress;
    }

    public static Services start(UpSettings settings, Secrets secrets, DatabaseUrls databases, Progress progress) {
        Services services = new Services(new ServiceVariables(settings, secrets, databases), settings, progress);
        try (ExecutorService starters = Executors.newFixedThreadPool(STOP_ORDER.size())) {
            services.startAll(starters);
            return services;
        } catch (CompletionException e) {
            services.close();
            throw services.explained(e);
        }
    }

    private void startAll(ExecutorService starters) {
        CompletableFuture<Optional<RunningService>> membership =
                when(starters, ServiceRole.MEMBERSHIP, MEMBERSHIP, MembershipApplication.class, variables::membership);
        CompletableFuture<Optional<RunningService>> metadata =
                when(starters, ServiceRole.METADATA, METADATA, MetadataApplication.class, variables::metadata);
        CompletableFuture<Siblings> member = membership.thenApply(found -> siblings(found, Optional.empty()));
        CompletableFuture<Siblings> both = membership.thenCombine(metadata, this::siblings);
        CompletableFuture.allOf(
                        after(
                                starters,
                                member,
                                ServiceRole.STORAGE,
                                STORAGE,
                                StorageNodeApplication.class,
                                variables::storage),
                        after(
                                starters,
                                both,
                                ServiceRole.GATEWAY,
                                GATEWAY,
                                GatewayApplication.class,
                                variables::gateway),
                        after(
                                starters,
                                both,
                                ServiceRole.WORKER,
                                GC_WORKER,
                                GcWorkerApplication.class,
                                variables::worker))
                .join();
    }

    private CompletableFuture<Optional<RunningService>> when(
            ExecutorService starters,
            ServiceRole role,
            String name,
            Class<?> application,
            Supplier<Map<String, String>> told) {
        if (!settings.roles().runs(role)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return CompletableFuture.supplyAsync(() -> Optional.of(launch(name, application, told.get())), starters);
    }

    private CompletableFuture<Void> after(
            ExecutorService starters,
            CompletableFuture<Siblings> needed,
            ServiceRole role,
            String name,
            Class<?> application,
            Function<Siblings, Map<String, String>> told) {
        if (!settings.roles().runs(role)) {
            return CompletableFuture.completedFuture(null);
        }
        return needed.thenAcceptAsync(siblings -> launch(name, application, told.apply(siblings)), starters);
    }

    /** Ours, or those of other nodes that the settings name. */
    private Siblings siblings(Optional<RunningService> membership, Optional<RunningService> metadata) {
        return new Siblings(
                membership
                        .map(ours -> List.of(inside(MEMBERSHIP)))
                        .orElse(settings.roles().membership()),
                metadata.map(ours -> List.of(inside(METADATA)))
                        .orElse(settings.roles().metadata()),
                hostId());
    }

    private RunningService launch(String name, Class<?> application, Map<String, String> told) {
        RunningService service = RunningService.start(name, application, told, context -> addTo(name, context));
        running.put(name, service);
        progress.say(name);
        return service;
    }

    private void addTo(String name, GenericApplicationContext context) {
        context.registerBean("localServers", LocalServers.class, () -> local);
        context.registerBean("serviceLabel", ServiceLabel.class, () -> new ServiceLabel(name));
        if (roleOf(name) == settings.roles().answering()) {
            Set<String> others = STOP_ORDER.stream()
                    .filter(other -> !other.equals(name) && settings.roles().runs(roleOf(other)))
                    .collect(Collectors.toSet());
            context.registerBean(SiblingHealth.NAME, SiblingHealth.class, () -> new SiblingHealth(running, others));
            context.registerBean("metrics", PrometheusRegistry.class, () -> new JoinedMetrics(running.values()));
        }
    }

    private static ServiceRole roleOf(String name) {
        return switch (name) {
            case MEMBERSHIP -> ServiceRole.MEMBERSHIP;
            case METADATA -> ServiceRole.METADATA;
            case STORAGE -> ServiceRole.STORAGE;
            case GC_WORKER -> ServiceRole.WORKER;
            default -> ServiceRole.GATEWAY;
        };
    }

    /** The sentence that helps is at the bottom of a pile of causes. */
    private RuntimeException explained(CompletionException failure) {
        Throwable deepest = failure;
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SettingRefused refused) {
                return refused;
            }
            deepest = each;
        }
        return new CommandFailure(
                "a service did not start (" + deepest.getMessage() + "): see "
                        + settings.folder().log(),
                failure);
    }

    /** Where the catalogue is; empty where this node has nothing to do with one. */
    public List<HostPort> metadata() {
        return running.containsKey(METADATA)
                ? List.of(inside(METADATA))
                : settings.roles().metadata();
    }

    /** Where membership is; empty where this node has nothing to do with it. */
    public List<HostPort> membership() {
        return running.containsKey(MEMBERSHIP)
                ? List.of(inside(MEMBERSHIP))
                : settings.roles().membership();
    }

    /** The name under which all services of this process are one node; empty for one without membership. */
    public String hostId() {
        RunningService membership = running.get(MEMBERSHIP);
        return membership == null
                ? ""
                : membership.context().getBean(MemberName.class).node().toString();
    }

    private HostPort inside(String name) {
        RunningService service = running.get(name);
        if (service == null) {
            throw new IllegalStateException(name + " does not run");
        }
        return new HostPort(ServiceVariables.INSIDE, service.grpcPort());
    }

    /** Where each listens, as status shows it. */
    public Map<String, String> addresses() {
        Map<String, String> addresses = new LinkedHashMap<>();
        if (running.containsKey(GATEWAY)) {
            addresses.put(GATEWAY, settings.api().toString());
            addresses.put("s3", settings.s3().toString());
        }
        for (String name : List.of(METADATA, STORAGE, MEMBERSHIP)) {
            if (running.containsKey(name)) {
                addresses.put(name, inside(name).toString());
            }
        }
        if (running.containsKey(GC_WORKER)) {
            addresses.put(GC_WORKER, "-");
        }
        addresses.put("management", settings.management().toString());
        return addresses;
    }

    @Override
    public void close() {
        for (String name : STOP_ORDER) {
            RunningService service = running.get(name);
            if (service != null) {
                service.close();
            }
        }
    }
}
