package dev.muninn.server.options;

import dev.muninn.alert.NotifyOptions;
import dev.muninn.alert.RuleOptions;
import dev.muninn.catalog.CatalogOptions;
import dev.muninn.ingest.CollectOptions;
import dev.muninn.ingest.CollectTargets;
import dev.muninn.ingest.IngestOptions;
import dev.muninn.ingest.ScrapeConfig;
import dev.muninn.model.MuninnException;
import dev.muninn.query.CacheOptions;
import dev.muninn.query.QueryOptions;
import dev.muninn.server.log.LogOptions;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.stream.StreamOptions;
import dev.muninn.web.WebOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The options of every module, made of one configuration.
 *
 * @param settings every key with its effective value, as it may be shown
 * @param changed those that are other than the default
 */
public record MuninnOptions(
        Path data,
        WebOptions web,
        StoreOptions store,
        boolean storeAdminApi,
        IngestOptions ingest,
        Optional<ScrapeConfig> scrape,
        CollectOptions collect,
        CollectTargets targets,
        QueryOptions query,
        CacheOptions queryCache,
        CatalogOptions catalog,
        RuleOptions rules,
        NotifyOptions alerting,
        StreamOptions stream,
        LogOptions log,
        Map<String, String> settings,
        Map<String, String> changed) {

    /**
     * Hands each module its options.
     *
     * @throws ConfigurationException if values that are right on their own do not fit together, or
     *     a file they name cannot be used
     */
    public static MuninnOptions of(Configuration configuration) {
        Reading reading = new Reading(configuration);
        WebOptions web = reading.read(WebKeys::read);
        StoreOptions store = reading.read(StoreKeys::read);
        IngestOptions ingest = reading.read(IngestKeys::read);
        Optional<ScrapeConfig> scrape = reading.read(IngestKeys::readScrapeConfig);
        CollectOptions collect = reading.read(CollectKeys::read);
        CollectTargets targets = reading.read(TargetKeys::read);
        QueryOptions query = reading.read(QueryKeys::read);
        CacheOptions queryCache = reading.read(QueryKeys::readCache);
        CatalogOptions catalog = reading.read(CatalogKeys::read);
        RuleOptions rules = reading.read(RuleKeys::read);
        NotifyOptions alerting = reading.read(AlertingKeys::read);
        StreamOptions stream = reading.read(StreamKeys::read);
        LogOptions log = reading.read(LogKeys::read);
        if (web == null
                || store == null
                || ingest == null
                || scrape == null
                || collect == null
                || targets == null
                || query == null
                || queryCache == null
                || catalog == null
                || rules == null
                || alerting == null
                || stream == null
                || log == null) {
            throw new ConfigurationException(reading.problems);
        }
        return new MuninnOptions(
                configuration.get(StoreKeys.DATA),
                web,
                store,
                configuration.get(StoreKeys.ADMIN_API),
                ingest,
                scrape,
                collect,
                targets,
                query,
                queryCache,
                catalog,
                rules,
                alerting,
                stream,
                log,
                configuration.shown(line -> true),
                configuration.shown(line -> !line.isDefault()));
    }

    /** Goes on after a module's refusal, so that all of them are told at once. */
    private static final class Reading {
        private final Configuration configuration;
        private final List<String> problems = new ArrayList<>();

        Reading(Configuration configuration) {
            this.configuration = configuration;
        }

        <O> @Nullable O read(Function<Configuration, O> module) {
            try {
                return module.apply(configuration);
            } catch (MuninnException | IllegalArgumentException e) {
                problems.add(String.valueOf(e.getMessage()));
                return null;
            }
        }
    }
}
