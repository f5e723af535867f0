package dev.muninn.catalog;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.muninn.catalog.database.Database;
import dev.muninn.catalog.database.DatabaseFailure;
import dev.muninn.catalog.database.PostgresServer;
import dev.muninn.catalog.database.SqliteFile;
import dev.muninn.model.MuninnException;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * The database of what people make: a SQLite file, or PostgreSQL where that is configured. A module
 * brings its tables with {@link #migrate} and works on them with {@link #read} and {@link #write};
 * what is written has reached the disk when {@code write} returns. Safe for any thread.
 */
public final class CatalogDatabase implements TelemetrySource, AutoCloseable {

    /** The file in the data folder. */
    public static final String FILE = "catalog.db";

    /** Long enough for a pause of the server, short enough for a person who waits. */
    private static final long CONNECTION_MILLIS = 5_000;

    static {
        // jOOQ's greeting would be the first lines of our log.
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    private final Database database;
    private final DatabaseFailure failure;
    private final HikariDataSource pool;
    private final DSLContext sql;

    /** Held by the writer of a database that takes one: it waits here, in turn, not by asking. */
    private final ReentrantLock turn;

    /** The modules whose tables are up to date. */
    private final Set<String> migrated;

    private final LongAdder reads;
    private final LongAdder writes;
    private final LongAdder failures;

    /** What every transaction that writes begins with; it may refuse. */
    private final Consumer<DSLContext> fence;

    private CatalogDatabase(Database database) {
        this.database = database;
        turn = new ReentrantLock(true);
        migrated = ConcurrentHashMap.newKeySet();
        reads = new LongAdder();
        writes = new LongAdder();
        failures = new LongAdder();
        fence = sql -> {};
        failure = new DatabaseFailure(database);
        HikariConfig config = database.pool();
        config.setPoolName("catalog");
        config.setConnectionTimeout(CONNECTION_MILLIS);
        pool = connect(config);
        sql = DSL.using(pool, database.dialect());
    }

    private CatalogDatabase(CatalogDatabase same, Consumer<DSLContext> fence) {
        database = same.database;
        failure = same.failure;
        pool = same.pool;
        sql = same.sql;
        turn = same.turn;
        migrated = same.migrated;
        reads = same.reads;
        writes = same.writes;
        failures = same.failures;
        this.fence = fence;
    }

    /**
     * The same database, each of whose transactions that write begins with a check: what the check
     * throws undoes it. Whoever opened the first one closes it.
     */
    public CatalogDatabase fencedBy(Consumer<DSLContext> check) {
        return new CatalogDatabase(this, check);
    }

    /** Whether other processes may work on it, too. */
    public boolean isShared() {
        return !database.hasOneWriter();
    }

    private HikariDataSource connect(HikariConfig config) {
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw failure.explain(e);
        }
    }

    /**
     * Connects to the database, and creates the file if there is none yet.
     *
     * @throws MuninnException of kind UNAVAILABLE if it cannot be reached or opened
     */
    public static CatalogDatabase open(CatalogOptions options, Path dataFolder) {
        return new CatalogDatabase(
                options.isPostgres()
                        ? new PostgresServer(
                                options.url(),
                                options.user(),
                                options.passwordFile(),
                                options.connections())
                        : new SqliteFile(fileIn(dataFolder)));
    }

    private static Path fileIn(Path dataFolder) {
        try {
            Files.createDirectories(dataFolder);
            return dataFolder.resolve(FILE).toAbsolutePath();
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.UNAVAILABLE,
                    "folder %s cannot be made: %s".formatted(dataFolder, e.getMessage()),
                    e);
        }
    }

    /**
     * Brings a module's tables up to date, before the module uses them; each part of a module may
     * ask for it, only the first call does something.
     *
     * <p>The migrations are the files {@code dev/muninn/MODULE/migration/V1__what.sql} and so on of
     * the class path. They run on both databases, so they keep to what both know (TEXT, BIGINT,
     * DOUBLE PRECISION); <code>${identity}</code> stands for the type of a key that the database
     * counts up.
     *
     * @throws MuninnException of kind UNAVAILABLE if the tables are newer than this program
     */
    public void migrate(String module) {
        if (migrated.contains(module)) {
            return;
        }
        // Waits for a lock as long as is right, and tells it in our words; Flyway asks only once.
        int _ = write(sql -> 0);
        turn.lock();
        try {
            Flyway.configure(CatalogDatabase.class.getClassLoader())
                    .dataSource(pool)
                    .locations("classpath:dev/muninn/" + module + "/migration")
                    .failOnMissingLocations(true)
                    .table(module + "_migrations")
                    // Another module's tables are there already.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .ignoreMigrationPatterns(new String[0])
                    .placeholders(database.words())
                    .load()
                    .migrate();
            migrated.add(module);
        } catch (FlywayValidateException e) {
            throw new MuninnException(
                    MuninnException.Kind.UNAVAILABLE,
                    "the catalog %s was made by another version of Muninn: start that version, or restore a backup of this one's (%s)"
                            .formatted(database.place(), e.getMessage()),
                    e);
        } catch (FlywayException e) {
            throw failure.explain(e);
        } finally {
            turn.unlock();
        }
    }

    /**
     * Reads without a transaction; two queries of one reading may see different states.
     *
     * @throws MuninnException of kind UNAVAILABLE, with the reason, if the database does not answer
     */
    public <T> T read(Function<DSLContext, T> work) {
        reads.increment();
        try {
            return work.apply(sql);
        } catch (DataAccessException e) {
            failures.increment();
            throw failure.explain(e);
        }
    }

    /**
     * Works in one transaction: all of it is on the disk when this returns, or nothing is.
     *
     * @throws MuninnException of kind UNAVAILABLE, with the reason, if the database does not take
     *     it; of kind BUSY if somebody else was faster; what the work itself throws undoes it too
     */
    public <T> T write(Function<DSLContext, T> work) {
        writes.increment();
        if (database.hasOneWriter()) {
            turn.lock();
        }
        try {
            return sql.transactionResult(
                    inside -> {
                        DSLContext within = DSL.using(inside);
                        fence.accept(within);
                        return work.apply(within);
                    });
        } catch (DataAccessException e) {
            failures.increment();
            throw failure.explain(e);
        } finally {
            if (turn.isHeldByCurrentThread()) {
                turn.unlock();
            }
        }
    }

    /** What people know the database by: its file or its address. */
    public String place() {
        return database.place();
    }

    @Override
    public void report(Telemetry to) {
        String help = "Accesses to the database of dashboards and other things people make.";
        to.counter("muninn_catalog_accesses_total", help, reads.doubleValue(), "kind", "read");
        to.counter("muninn_catalog_accesses_total", help, writes.doubleValue(), "kind", "write");
        to.counter(
                "muninn_catalog_failures_total",
                "Accesses that the database did not take.",
                failures.doubleValue());
    }

    @Override
    public void close() {
        pool.close();
    }
}
