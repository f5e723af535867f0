package dev.muninn.alert.api;

import dev.muninn.alert.journal.AlertJournal;
import dev.muninn.alert.journal.PastDelivery;
import dev.muninn.model.Clock;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was told before, and what came of it. */
final class PastMessages {

    private static final Duration DEFAULT_SPAN = Duration.ofDays(7);

    private final AlertJournal journal;
    private final Clock clock;

    PastMessages(AlertJournal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** A page of messages, the newest first, and which one to ask for the older ones with. */
    Object list(Asked asked) {
        Page page = Page.of(asked);
        List<Matcher> matchers = asked.matchers();
        Page.Found<PastDelivery> found =
                page.find(
                        page.before().isEmpty() ? null : delivery(page.before()),
                        rows(asked, matchers),
                        past -> isAbout(past, matchers));
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("deliveries", found.rows().stream().map(PastMessages::tree).toList());
        tree.put("next", found.next() == null ? null : found.next().id());
        return tree;
    }

    private PastDelivery delivery(String id) {
        return journal.delivery(id)
                .orElseThrow(
                        () ->
                                MuninnException.badInput(
                                        "before is \"%s\": no such message is kept; begin with the newest, without it"
                                                .formatted(id)));
    }

    private Page.Rows<PastDelivery> rows(Asked asked, List<Matcher> matchers) {
        Asked.Span span = asked.span(clock.millis(), DEFAULT_SPAN);
        return (before, most) ->
                journal.history(span.fromMillis(), span.toMillis(), matchers, before, most);
    }

    private static boolean isAbout(PastDelivery past, List<Matcher> matchers) {
        return past.message().alerts().stream()
                .anyMatch(alert -> Matcher.allMatch(matchers, alert.labels()));
    }

    private static Object tree(PastDelivery past) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", past.id());
        row.put("channel", past.channel());
        row.put("receiver", past.message().receiver());
        row.put("groupKey", past.message().groupKey());
        row.put("groupLabels", AlertmanagerApi.map(past.message().groupLabels()));
        row.put("status", past.message().status());
        row.put("reason", past.reason());
        row.put("state", past.state());
        row.put("createdAt", past.createdAtMillis() / 1000.0);
        row.put("finishedAt", past.finishedAtMillis() / 1000.0);
        row.put("attempts", past.attempts());
        row.put("detail", past.detail());
        row.put("alerts", (long) past.message().alerts().size());
        return row;
    }

    /** Who was told how often, which alerts were noisy, and how long they lasted. */
    Object report(Asked asked) {
        List<Matcher> matchers = asked.matchers();
        FatigueReport report = new FatigueReport(asked.zone("zone"));
        Page.Rows<PastDelivery> rows = rows(asked, matchers);
        PastDelivery last = null;
        while (report.hasRoom()) {
            List<PastDelivery> part = rows.before(last, FatigueReport.PART);
            part.stream().filter(past -> isAbout(past, matchers)).forEach(report::add);
            if (part.size() < FatigueReport.PART) {
                return report.tree(true);
            }
            last = part.getLast();
        }
        return report.tree(false);
    }
}
