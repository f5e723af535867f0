package dev.muninn.catalog.database;

import com.zaxxer.hikari.HikariConfig;
import java.util.Map;
import org.jooq.SQLDialect;

/** A database server or file that the catalog can be kept in. */
public sealed interface Database permits SqliteFile, PostgresServer {

    SQLDialect dialect();

    /** What people know the place by. */
    String place();

    /** The words of migrations that differ from one database to another. */
    Map<String, String> words();

    /** Whether it takes one transaction at a time that writes. */
    boolean hasOneWriter();

    HikariConfig pool();
}
