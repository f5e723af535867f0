package dev.muninn.catalog;

import dev.muninn.model.MuninnException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the catalog is kept and how long.
 *
 * @param url {@code postgresql://HOST:PORT/NAME}, or empty for a file in the data folder
 * @param passwordFile a file whose first line is the password
 * @param connections how many of them may be open at one time
 * @param provisioning a folder of dashboards that are kept as its files say
 * @param prune whether a dashboard goes when its file in that folder does
 * @param keepVersions how many versions of a dashboard stay, however old
 * @param keepFor how long versions stay beyond that number
 */
public record CatalogOptions(
        String url,
        String user,
        Optional<Path> passwordFile,
        int connections,
        Optional<Path> provisioning,
        boolean prune,
        int keepVersions,
        Duration keepFor) {

    public static final CatalogOptions DEFAULTS =
            new CatalogOptions(
                    "",
                    "muninn",
                    Optional.empty(),
                    8,
                    Optional.empty(),
                    false,
                    100,
                    Duration.ofDays(365));

    public CatalogOptions {
        if (!url.isEmpty() && !url.startsWith("postgresql://")) {
            throw MuninnException.badInput(
                    "catalog.url is \"%s\": give postgresql://HOST:PORT/NAME, or nothing for a file in the data folder"
                            .formatted(url));
        }
        if (url.contains("@") || url.contains("password=")) {
            throw MuninnException.badInput(
                    "catalog.url names a user or a password: set catalog.user and catalog.password-file instead");
        }
        if (prune && provisioning.isEmpty()) {
            throw MuninnException.badInput(
                    "catalog.prune is set without catalog.provisioning: name the folder, or leave it out");
        }
    }

    boolean isPostgres() {
        return !url.isEmpty();
    }
}
