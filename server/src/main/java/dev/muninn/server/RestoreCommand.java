package dev.muninn.server;

import dev.muninn.server.options.Configuration;
import dev.muninn.server.options.MuninnOptions;
import dev.muninn.store.Backup;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a data folder of a backup. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Checks a backup and copies it to an empty data folder.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The data folder is ready to be served.",
            "1:The backup is damaged or could not be copied.",
            "2:The data folder is not empty, or the configuration is wrong."
        })
final class RestoreCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ConfigurationFlags flags = new ConfigurationFlags();

    @Parameters(paramLabel = "BACKUP", description = "Folder of the backup.")
    private Path backup = Path.of("");

    @Override
    public Integer call() {
        Configuration configuration = flags.load(System.getenv());
        MuninnOptions options = MuninnOptions.of(configuration);
        Backup.restore(backup, options.data());
        spec.commandLine().getOut().printf("%s is restored to %s.%n", backup, options.data());
        return Exit.OK;
    }
}
