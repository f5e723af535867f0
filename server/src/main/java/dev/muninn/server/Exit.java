package dev.muninn.server;

import dev.muninn.model.MuninnException;
import dev.muninn.server.options.ConfigurationException;
import java.io.PrintWriter;

/** What the process ends with: the exit codes and the last words of a failure. */
final class Exit {

    static final int OK = 0;

    /** The work could not be done: a port or a folder in use, a device that fails. */
    static final int FAILED = 1;

    /** The command line or the configuration is wrong. */
    static final int WRONG_USE = 2;

    private Exit() {}

    /** Says in plain sentences why a command failed and returns its exit code. */
    static int explain(Exception failure, PrintWriter err) {
        return switch (failure) {
            case ConfigurationException wrong -> {
                wrong.problems().forEach(problem -> err.println("muninn: " + problem));
                yield WRONG_USE;
            }
            case MuninnException known when known.kind() != MuninnException.Kind.BUG -> {
                err.println("muninn: " + known.getMessage());
                yield known.kind() == MuninnException.Kind.BAD_INPUT ? WRONG_USE : FAILED;
            }
            default -> {
                err.println("muninn: a mistake in Muninn itself, please report it:");
                failure.printStackTrace(err);
                yield FAILED;
            }
        };
    }
}
