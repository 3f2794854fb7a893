package dev.anvil.standalone.service;

import dev.anvil.cli.failure.CommandFailure;
import dev.anvil.gateway.GatewayApplication;
import dev.anvil.gc.GcWorkerApplication;
import dev.anvil.membership.MembershipApplication;
import dev.anvil.metadata.MetadataApplication;
import dev.anvil.runtime.setting.HostPort;
import dev.anvil.runtime.setting.SettingRefused;
import dev.anvil.standalone.console.Progress;
import dev.anvil.standalone.setting.DatabaseUrls;
import dev.anvil.standalone.setting.Secrets;
import dev.anvil.standalone.setting.UpSettings;
import dev.anvil.storage.StorageNodeApplication;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The five services. Each starts as soon as those are there whose address it needs:
 *
 * <pre>
 *   membership ──┬── storage-node
 *                ├── gateway, gc-worker
 *   metadata ────┘
 * </pre>
 */
public final class Services implements AutoCloseable {
    private static final String MEMBERSHIP = "membership";
    private static final String METADATA = "metadata";
    private static final String STORAGE = "storage-node";
    private static final String GC_WORKER = "gc-worker";
    private static final String GATEWAY = "gateway";

    /** Who serves clients goes first, who serves services goes last. */
    private static final List<String> STOP_ORDER = List.of(GATEWAY, GC_WORKER, STORAGE, METADATA, MEMBERSHIP);

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
        CompletableFuture<HostPort> membership = CompletableFuture.supplyAsync(
                () -> start(MEMBERSHIP, MembershipApplication.class, variables.membership()), starters);
        CompletableFuture<HostPort> metadata = CompletableFuture.supplyAsync(
                () -> start(METADATA, MetadataApplication.class, variables.metadata()), starters);
        CompletableFuture<HostPort> storage = membership.thenApplyAsync(
                member -> start(STORAGE, StorageNodeApplication.class, variables.storage(member)), starters);
        CompletableFuture<HostPort> gateway = membership.thenCombineAsync(
                metadata,
                (member, catalogue) -> start(GATEWAY, GatewayApplication.class, variables.gateway(member, catalogue)),
                starters);
        CompletableFuture<Void> worker = membership.thenAcceptBothAsync(
                metadata,
                (member, catalogue) ->
                        launch(GC_WORKER, GcWorkerApplication.class, variables.worker(member, catalogue)),
                starters);
        CompletableFuture.allOf(storage, gateway, worker).join();
    }

    private HostPort start(String name, Class<?> application, Map<String, String> told) {
        return new HostPort(
                ServiceVariables.INSIDE, launch(name, application, told).grpcPort());
    }

    private RunningService launch(String name, Class<?> application, Map<String, String> told) {
        RunningService service = RunningService.start(name, application, told, context -> addTo(name, context));
        running.put(name, service);
        progress.say(name);
        return service;
    }

    private void addTo(String name, GenericApplicationContext context) {
        if (name.equals(GATEWAY)) {
            context.registerBean(
                    "services",
                    SiblingHealth.class,
                    () -> new SiblingHealth(running, Set.of(GC_WORKER, STORAGE, METADATA, MEMBERSHIP)));
        }
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

    public HostPort metadata() {
        return inside(METADATA);
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
        addresses.put(GATEWAY, settings.api().toString());
        addresses.put("s3", settings.s3().toString());
        addresses.put(METADATA, inside(METADATA).toString());
        addresses.put(STORAGE, inside(STORAGE).toString());
        addresses.put(MEMBERSHIP, inside(MEMBERSHIP).toString());
        addresses.put(GC_WORKER, "-");
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
