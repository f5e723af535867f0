package dev.muninn.alert.notify;

import dev.muninn.model.Matcher;
import java.util.List;

/**
 * Which groups of alerts somebody wants to see.
 *
 * @param matchers what the labels of the alerts have to match
 * @param groupKey of the only group that is wanted, as receivers know it; empty for all
 * @param offset so many groups of the worst are left out
 * @param limit groups that are wanted at most
 * @param alertsEach alerts of each group that are wanted at most
 */
public record GroupQuery(
        List<Matcher> matchers, String groupKey, int offset, int limit, int alertsEach) {}
