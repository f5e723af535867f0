package dev.muninn.web;

import java.util.List;

/**
 * How the server is at this moment.
 *
 * @param isConfigurationWhole whether all was right when the configuration was last read
 * @param configuredMillis when it was last read and all was right, ms since 1970
 * @param damagedBlocks blocks of the store of which some part cannot be read
 * @param alertmanagers where alerts are sent on to: URLs of the API of other Alertmanagers
 */
public record ServerCondition(
        boolean isConfigurationWhole,
        long configuredMillis,
        int damagedBlocks,
        List<String> alertmanagers) {

    public ServerCondition {
        alertmanagers = List.copyOf(alertmanagers);
    }
}
