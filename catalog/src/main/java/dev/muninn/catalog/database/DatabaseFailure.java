package dev.muninn.catalog.database;

import dev.muninn.model.MuninnException;
import dev.muninn.model.MuninnException.Kind;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says in a sentence for people why the database could not do what it was asked. */
public final class DatabaseFailure {

    /** SQLite's extended codes keep the plain one in their lowest byte. */
    private static final int PLAIN_CODE = 0xff;

    private final Database database;

    public DatabaseFailure(Database database) {
        this.database = database;
    }

    /** The failure in our words; those of our own stay as they are. */
    public MuninnException explain(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case MuninnException own -> {
                    return own;
                }
                case SQLiteException sqlite -> {
                    return ofSqlite(sqlite, failure);
                }
                // The pool's own: what the server said, if it said anything, is below it.
                case SQLTransientConnectionException pool when pool.getCause() == null -> {
                    return unavailable("does not give a connection in time", failure);
                }
                case SQLException sql when sql.getSQLState() != null -> {
                    return ofPostgres(sql, sql.getSQLState(), failure);
                }
                default -> {}
            }
        }
        return new MuninnException(
                Kind.BUG, "the catalog failed: " + failure.getMessage(), failure);
    }

    private MuninnException ofSqlite(SQLiteException sqlite, RuntimeException failure) {
        SQLiteErrorCode plain =
                SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PLAIN_CODE);
        return switch (plain) {
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL ->
                    unavailable(
                            "is locked by another process: end that process (\"fuser %s\" names it) and try again"
                                    .formatted(database.place()),
                            failure);
            case SQLITE_FULL ->
                    unavailable("has no room on its disk: free some and try again", failure);
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH ->
                    unavailable(
                            "cannot be written: give the user that runs Muninn the right to write"
                                    + " the file and its folder",
                            failure);
            case SQLITE_IOERR ->
                    unavailable(
                            "cannot be read or written, its disk fails or is full: "
                                    + sqlite.getMessage(),
                            failure);
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                    new MuninnException(
                            Kind.CORRUPT,
                            "the catalog %s is damaged: restore it from a backup (%s)"
                                    .formatted(database.place(), sqlite.getMessage()),
                            failure);
            case SQLITE_CONSTRAINT -> raced(failure);
            default ->
                    new MuninnException(
                            Kind.BUG, "the catalog failed: " + sqlite.getMessage(), failure);
        };
    }

    private MuninnException ofPostgres(SQLException sql, String state, RuntimeException failure) {
        return switch (state.substring(0, Math.min(2, state.length()))) {
            case "08" -> unavailable("does not answer: " + sql.getMessage(), failure);
            case "28" ->
                    unavailable(
                            "refuses the user: check catalog.user and catalog.password-file ("
                                    + sql.getMessage()
                                    + ")",
                            failure);
            case "3D" -> unavailable("does not exist: create the database", failure);
            case "53" ->
                    unavailable(
                            "is out of "
                                    + switch (state) {
                                        case "53100" -> "disk space";
                                        case "53200" -> "memory";
                                        case "53300" -> "connections";
                                        default -> "room";
                                    }
                                    + ": "
                                    + sql.getMessage(),
                            failure);
            case "25" ->
                    state.equals("25P03")
                            ? unavailable("ended a transaction that stood still", failure)
                            : unavailable("takes no writes: is it a replica?", failure);
            case "42" ->
                    unavailable(
                            "refuses a statement, perhaps the user lacks a right: "
                                    + sql.getMessage(),
                            failure);
            case "57", "55" -> unavailable("is busy or stops: " + sql.getMessage(), failure);
            case "23", "40" -> raced(failure);
            case "XX", "58" ->
                    unavailable("reports a failure of its own: " + sql.getMessage(), failure);
            default ->
                    new MuninnException(
                            Kind.BUG, "the catalog failed: " + sql.getMessage(), failure);
        };
    }

    private MuninnException unavailable(String why, RuntimeException failure) {
        return new MuninnException(
                Kind.UNAVAILABLE, "the catalog %s %s".formatted(database.place(), why), failure);
    }

    private static MuninnException raced(RuntimeException failure) {
        return new MuninnException(
                Kind.BUSY,
                "somebody else changed the same thing at this moment: try again",
                failure);
    }
}
