package dev.muninn.server;

import dev.muninn.model.SystemClock;
import dev.muninn.server.log.Logging;
import dev.muninn.server.options.Configuration;
import dev.muninn.server.options.ConfigurationSource;
import dev.muninn.server.options.MuninnOptions;
import dev.muninn.server.options.Origin;
import dev.muninn.server.options.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * A short run of the server on a folder of its own. The launcher starts it in a JVM that notes
 * which classes are used, and makes the start cache of them.
 */
@Command(
        name = "warm-up",
        mixinStandardHelpOptions = true,
        description = "Makes the start cache for the Java at hand; without it starts take longer.")
final class WarmUpCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("muninn-warm-up");
        try (FirstAlerts alerts = FirstAlerts.open()) {
            run(folder, alerts);
        } finally {
            delete(folder);
        }
        return Exit.OK;
    }

    private static void run(Path folder, FirstAlerts alerts)
            throws IOException, InterruptedException {
        Path routing = Files.writeString(folder.resolve("alertmanager.yml"), alerts.routing());
        Origin origin = new Origin.Flag("warm-up");
        List<Setting> settings =
                List.of(
                        new Setting("store.data", folder.resolve("data").toString(), origin),
                        new Setting("web.listen", "127.0.0.1:0", origin),
                        new Setting("alerting.config", routing.toString(), origin));
        // A file of its own: what is set on this machine must not matter.
        Path file = folder.resolve("muninn.yml");
        Files.writeString(file, "log:\n  level: warn\n");
        ConfigurationSource source = new ConfigurationSource(file, settings, Map.of(), null);
        MuninnOptions options = MuninnOptions.of(Configuration.load(source));
        Logging.install(options.log(), System.err, false);
        try (Muninn muninn = Muninn.open(options, SystemClock.INSTANCE);
                FirstSender sender = new FirstSender(muninn.address());
                FirstVisitor visitor = new FirstVisitor(muninn.address())) {
            sender.send(SystemClock.INSTANCE.millis());
            visitor.look();
            alerts.storm(muninn.address());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
