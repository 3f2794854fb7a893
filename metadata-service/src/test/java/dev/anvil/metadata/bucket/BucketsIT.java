package dev.anvil.metadata.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.anvil.metadata.change.ChangeNotices;
import dev.anvil.metadata.database.Schema;
import dev.anvil.metadata.database.TestPostgres;
import dev.anvil.model.BucketName;
import dev.anvil.model.RegionName;
import dev.anvil.model.TenantId;
import dev.anvil.runtime.failure.ServiceFailure;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Buckets over a real global database and a region in memory. */
class BucketsIT {
    private static final RegionName REGION = new RegionName("here-1");
    private static final TestPostgres DATABASE = TestPostgres.migrated(Schema.GLOBAL);
    private static final JdbcClient JDBC = JdbcClient.create(DATABASE.dataSource());

    private final FakeRegionalBuckets regional = new FakeRegionalBuckets();
    private final TenantId tenant = newTenant();
    private final Buckets buckets = new Buckets(
            new BucketRows(JDBC),
            new OwnRegion(REGION, Optional.of(regional)),
            new TransactionTemplate(new JdbcTransactionManager(DATABASE.dataSource())),
            new ChangeNotices(JDBC),
            InstantSource.system());

    @BeforeAll
    static void regions() {
        JDBC.sql("insert into region values ('here-1', '', now()), ('there-1', '', now())")
                .update();
    }

    @Test
    void aBucketIsThereInBothDatabases() {
        Bucket made = create("both", tenant);
        assertThat(buckets.named(new BucketName("both"))).isEqualTo(made);
        assertThat(made.ownerName()).startsWith("Owner");
        assertThat(regional.open).containsEntry(made.id(), Versioning.OFF);
    }

    @Test
    void aBucketCanBeginWithVersioning() {
        Bucket made = buckets.create(new NewBucket(
                new BucketName("begins-versioned"),
                tenant,
                REGION,
                new Settings(Map.of(SettingName.VERSIONING, "Enabled", new SettingName("cors"), "<Cors/>"))));
        assertThat(made.settings().documents())
                .containsOnly(
                        Map.entry(SettingName.VERSIONING, "Enabled"), Map.entry(new SettingName("cors"), "<Cors/>"));
        assertThat(regional.open).containsEntry(made.id(), Versioning.ENABLED);
    }

    @Test
    void aNameIsTakenForAllTenants() {
        create("taken", tenant);
        assertRefused("BUCKET_ALREADY_OWNED", () -> create("taken", tenant));
        assertRefused("BUCKET_EXISTS", () -> create("taken", newTenant()));
    }

    @Test
    void ofManyWhoMakeTheSameBucketOneWins() throws Exception {
        int contenders = 16;
        List<Future<Bucket>> attempts = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(contenders)) {
            for (int i = 0; i < contenders; i++) {
                TenantId contender = newTenant();
                attempts.add(threads.submit(() -> create("contended", contender)));
            }
        }
        List<Bucket> winners = attempts.stream()
                .filter(attempt -> attempt.state() == Future.State.SUCCESS)
                .map(Future::resultNow)
                .toList();
        assertThat(winners).hasSize(1);
        assertThat(attempts.stream()
                        .filter(attempt -> attempt.state() == Future.State.FAILED)
                        .map(attempt -> ((ServiceFailure) attempt.exceptionNow()).reason()))
                .hasSize(contenders - 1)
                .containsOnly("BUCKET_EXISTS");
        assertThat(regional.open.keySet()).containsExactly(winners.getFirst().id());
    }

    @Test
    void aTenantOwnsABoundedNumberOfBuckets() {
        JDBC.sql("""
                        insert into bucket (bucket_id, name, tenant_id, region, created)
                        select gen_random_uuid(), 'many-' || number, ?, 'here-1', now()
                        from generate_series(1, ?) as number""").params(tenant.value(), Buckets.MAX_BUCKETS_PER_TENANT).update();
        assertRefused("TOO_MANY_BUCKETS", () -> create("one-too-many", tenant));
        assertThat(regional.open).isEmpty();
        assertThat(buckets.list(tenant, "", "", Buckets.MAX_PAGE).items()).hasSize(Buckets.MAX_PAGE);
    }

    @Test
    void aBucketNeedsATenantAndARegionThatExist() {
        assertRefused("NOT_FOUND", () -> create("homeless", TenantId.create()));
        assertRefused("INVALID_ARGUMENT", () -> createIn("nowhere-1"));
        // It exists, but its database is elsewhere.
        assertRefused("INVALID_ARGUMENT", () -> createIn("there-1"));
    }

    @Test
    void listsBucketsOfOneTenantByPrefixInPages() {
        for (String name : List.of("logs-b", "logs-a", "photos", "logs-c", "logs.d")) {
            create("list-" + name, tenant);
        }
        create("list-logs-foreign", newTenant());
        assertThat(names("list-logs-", "", 10)).containsExactly("list-logs-a", "list-logs-b", "list-logs-c");
        assertThat(names("list-logs", "list-logs-a", 2)).containsExactly("list-logs-b", "list-logs-c");
        assertThat(buckets.list(tenant, "", "", 2).more()).isTrue();
        assertThat(buckets.list(tenant, "", "", 5).more()).isFalse();
    }

    @Test
    void onlyAnEmptyBucketIsDeletedAndOnlyByItsOwner() {
        Bucket bucket = create("deletable", tenant);
        BucketName name = bucket.name();
        regional.full.add(bucket.id());
        assertRefused("BUCKET_NOT_EMPTY", () -> buckets.delete(name, tenant));
        regional.full.clear();
        assertRefused("NO_SUCH_BUCKET", () -> buckets.delete(name, newTenant()));
        buckets.delete(name, tenant);
        assertRefused("NO_SUCH_BUCKET", () -> buckets.named(name));
        assertRefused("NO_SUCH_BUCKET", () -> buckets.delete(name, tenant));
        assertThat(create("deletable", newTenant()).id()).isNotEqualTo(bucket.id());
    }

    @Test
    void aDeletionThatWasCutShortIsFinishedByWhoeverDeletesOrCreatesNext() {
        Bucket deletedAgain = create("cut-short-1", tenant);
        Bucket madeAgain = create("cut-short-2", tenant);
        regional.markDeletedIfEmpty(deletedAgain.id());
        regional.markDeletedIfEmpty(madeAgain.id());

        buckets.delete(deletedAgain.name(), tenant);
        assertRefused("NO_SUCH_BUCKET", () -> buckets.named(deletedAgain.name()));

        TenantId other = newTenant();
        assertThat(create("cut-short-2", other).tenant()).isEqualTo(other);
    }

    @Test
    void aRegionThatDoesNotKnowABucketDoesNotGiveItsNameAway() {
        Bucket bucket = create("forgotten-there", tenant);
        regional.open.clear();
        assertRefused("BUCKET_EXISTS", () -> create("forgotten-there", newTenant()));
        assertThat(buckets.named(bucket.name())).isEqualTo(bucket);
    }

    @Test
    void settingsArePutAndRemoved() {
        BucketName name = create("with-settings", tenant).name();
        SettingName policy = new SettingName("policy");
        String document = "{\"Statement\": \"it's \\\"quoted\\\" – ünïcode\"}";
        assertThat(buckets.putSetting(name, policy, document).settings().documents())
                .containsOnly(Map.entry(policy, document));
        assertThat(buckets.putSetting(name, policy, "{}").settings().documents())
                .containsOnly(Map.entry(policy, "{}"));
        assertThat(buckets.putSetting(name, policy, null).settings().documents())
                .isEmpty();
        assertRefused("NO_SUCH_BUCKET", () -> buckets.putSetting(new BucketName("no-such-bucket"), policy, "{}"));
    }

    @Test
    void aBucketHasABoundedNumberOfSettings() {
        BucketName name = create("many-settings", tenant).name();
        for (int i = 0; i < Settings.MAX_DOCUMENTS; i++) {
            buckets.putSetting(name, new SettingName("setting-" + i), "x");
        }
        assertRefused("LIMIT_EXCEEDED", () -> buckets.putSetting(name, new SettingName("one-more"), "x"));
        assertThat(buckets.putSetting(name, new SettingName("setting-7"), "y")
                        .settings()
                        .documents())
                .containsEntry(new SettingName("setting-7"), "y");
    }

    @Test
    void theRegionLearnsOfVersioning() {
        Bucket bucket = create("versioned", tenant);
        buckets.putSetting(bucket.name(), SettingName.VERSIONING, "Enabled");
        assertThat(regional.open).containsEntry(bucket.id(), Versioning.ENABLED);
        buckets.putSetting(bucket.name(), SettingName.VERSIONING, "Suspended");
        assertThat(regional.open).containsEntry(bucket.id(), Versioning.SUSPENDED);
        assertThatThrownBy(() -> buckets.putSetting(bucket.name(), SettingName.VERSIONING, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> buckets.putSetting(bucket.name(), SettingName.VERSIONING, "Off"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Bucket create(String name, TenantId owner) {
        return buckets.create(new NewBucket(new BucketName(name), owner, REGION, Settings.NONE));
    }

    private Bucket createIn(String region) {
        return buckets.create(
                new NewBucket(new BucketName("elsewhere"), tenant, new RegionName(region), Settings.NONE));
    }

    private List<String> names(String prefix, String after, int limit) {
        return buckets.list(tenant, prefix, after, limit).items().stream()
                .map(bucket -> bucket.name().value())
                .toList();
    }

    private static TenantId newTenant() {
        TenantId id = TenantId.create();
        JDBC.sql("""
                        insert into tenant values (:id, :name, 'Owner', '', encode(sha256(:name::bytea), 'hex'), now())""").param("id", id.value()).param("name", id.toString()).update();
        return id;
    }

    private static void assertRefused(String reason, ThrowingCallable call) {
        assertThat(catchThrowableOfType(ServiceFailure.class, call).reason()).isEqualTo(reason);
    }
}
