package dev.muninn.alert.maintenance;

import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import java.util.List;

/**
 * A time, once or again and again, in which nobody is told of the alerts that match.
 *
 * @param id empty while it is not stored
 * @param owner who is asked about it
 * @param changedMillis when it was last stored
 */
public record MaintenanceWindow(
        String id,
        String name,
        String owner,
        List<Matcher> matchers,
        WindowTimes times,
        long changedMillis) {

    public MaintenanceWindow {
        matchers = List.copyOf(matchers);
        if (matchers.stream().allMatch(Matcher::matchesEmpty)) {
            throw MuninnException.badInput(
                    "the matchers of maintenance \"%s\" match everything: name at least one label, like env=\"staging\""
                            .formatted(name));
        }
    }

    MaintenanceWindow stored(String storedId, long atMillis) {
        return new MaintenanceWindow(storedId, name, owner, matchers, times, atMillis);
    }
}
