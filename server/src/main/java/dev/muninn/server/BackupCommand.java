package dev.muninn.server;

import dev.muninn.model.SystemClock;
import dev.muninn.server.options.Configuration;
import dev.muninn.server.options.MuninnOptions;
import dev.muninn.store.Store;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies the samples of a data folder that no server uses. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Copies all samples of a data folder, or brings an earlier copy up to date.",
            "The server must not run; of a running one POST /api/v1/admin/tsdb/snapshot makes a copy."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:The copy is complete.", "1:It is not.", "2:The configuration is wrong."})
final class BackupCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ConfigurationFlags flags = new ConfigurationFlags();

    @Parameters(paramLabel = "BACKUP", description = "Folder of the copy.")
    private Path backup = Path.of("");

    @Override
    public Integer call() {
        Configuration configuration = flags.load(System.getenv());
        MuninnOptions options = MuninnOptions.of(configuration);
        try (Store store = Store.open(options.data(), options.store(), SystemClock.INSTANCE)) {
            store.backup(backup);
        }
        spec.commandLine().getOut().printf("%s is backed up in %s.%n", options.data(), backup);
        return Exit.OK;
    }
}
