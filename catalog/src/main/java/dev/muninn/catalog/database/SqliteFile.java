package dev.muninn.catalog.database;

import com.zaxxer.hikari.HikariConfig;
import java.nio.file.Path;
import java.util.Map;
import org.jooq.SQLDialect;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** One file that this process alone writes. */
public record SqliteFile(Path file) implements Database {

    /** Another process may look at the file or back it up; longer than that is no visit. */
    private static final int BUSY_MILLIS = 2_000;

    /** Readers beside the one writer; a query of the catalog takes well under a millisecond. */
    private static final int CONNECTIONS = 4;

    @Override
    public SQLDialect dialect() {
        return SQLDialect.SQLITE;
    }

    @Override
    public String place() {
        return file.toString();
    }

    @Override
    public Map<String, String> words() {
        return Map.of("identity", "INTEGER PRIMARY KEY AUTOINCREMENT");
    }

    @Override
    public boolean hasOneWriter() {
        return true;
    }

    @Override
    public HikariConfig pool() {
        SQLiteConfig settings = new SQLiteConfig();
        settings.setJournalMode(JournalMode.WAL);
        // With NORMAL a power cut could take back what was answered.
        settings.setSynchronous(SynchronousMode.FULL);
        settings.setBusyTimeout(BUSY_MILLIS);
        settings.enforceForeignKeys(true);
        // Takes the lock at the begin: a transaction that reads first could not wait for it later.
        settings.setTransactionMode(TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(settings);
        source.setUrl("jdbc:sqlite:" + file);
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(source);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(1);
        return pool;
    }
}
