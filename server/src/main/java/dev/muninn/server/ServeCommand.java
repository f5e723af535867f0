package dev.muninn.server;

import dev.muninn.model.SystemClock;
import dev.muninn.server.log.Logging;
import dev.muninn.server.options.Configuration;
import dev.muninn.server.options.MuninnOptions;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the server until the process is asked to end. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Starts the server; Ctrl-C or SIGTERM ends it in good order.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The server ended in good order.",
            "1:It could not start, for instance because the port or the data folder is in use.",
            "2:The command line or the configuration is wrong.",
            "143:It was ended by SIGTERM, in good order."
        })
final class ServeCommand implements Callable<Integer> {

    private static final System.Logger logger = System.getLogger(ServeCommand.class.getName());

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ConfigurationFlags flags = new ConfigurationFlags();

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = flags.load(System.getenv());
        MuninnOptions options = MuninnOptions.of(configuration);
        Logging.install(options.log(), System.err, Boolean.getBoolean("muninn.terminal"));
        OldGeneration.watch();
        try (Muninn muninn = Muninn.open(options, SystemClock.INSTANCE)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(muninn), "stop"));
            HangUpSignal.handle(muninn::reload);
            announce(muninn, options);
            muninn.awaitClose();
        }
        return Exit.OK;
    }

    private void announce(Muninn muninn, MuninnOptions options) {
        String took =
                ProcessAge.read()
                        .map(age -> String.format(Locale.ROOT, " in %.1f s", age.toMillis() / 1e3))
                        .orElse("");
        String line =
                String.format(
                        Locale.ROOT,
                        "Muninn %s is ready at %s%s: %,d series, data in %s",
                        Version.NUMBER,
                        muninn.address(),
                        took,
                        muninn.series(),
                        options.data());
        switch (options.log().format()) {
            case TEXT -> spec.commandLine().getOut().println(line);
            // Whoever reads the log by machine shall not meet a line that is no JSON.
            case JSON -> logger.log(Level.INFO, line);
        }
    }

    private static void stop(Muninn muninn) {
        logger.log(Level.INFO, "stopping");
        muninn.close();
        logger.log(Level.INFO, "stopped in good order");
    }
}
