package dev.muninn.alert.notify;

import dev.muninn.alert.config.ChannelConfig;
import dev.muninn.alert.config.Receiver;
import dev.muninn.alert.deliver.Delivery;
import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.alert.group.Flush;
import dev.muninn.alert.group.LastTold;
import dev.muninn.alert.group.TellDecision;
import dev.muninn.alert.journal.Acknowledgement;
import dev.muninn.alert.journal.AlertJournal.ToldKey;
import dev.muninn.alert.journal.JournalRow;
import dev.muninn.alert.message.Message;
import dev.muninn.alert.message.MessageAlert;
import dev.muninn.alert.route.Fingerprint;
import dev.muninn.alert.route.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides for one flush which channels are told what. */
final class FlushRound {

    private final NotifyState state;
    private final Flush flush;
    private final String externalUrl;
    private final Supplier<String> ids;
    private final boolean mayBeRepeated;
    private final List<Delivery> deliveries = new ArrayList<>();
    private final Map<String, LastTold> told = new LinkedHashMap<>();
    private boolean isHeard;

    /**
     * @param mayBeRepeated whether another process may tell the same
     */
    FlushRound(
            NotifyState state,
            Flush flush,
            String externalUrl,
            Supplier<String> ids,
            boolean mayBeRepeated) {
        this.state = state;
        this.flush = flush;
        this.externalUrl = externalUrl;
        this.ids = ids;
        this.mayBeRepeated = mayBeRepeated;
    }

    /** The messages to deliver, after {@link #decide}. */
    List<Delivery> deliveries() {
        return deliveries;
    }

    /** What channels know after this flush, by their names. */
    Map<String, LastTold> told() {
        return told;
    }

    Flush flush() {
        return flush;
    }

    /** What has to be written down before anybody is told; nothing if nothing changed. */
    Optional<JournalRow> row() {
        long expires = flush.atMillis() + 2 * flush.route().repeatInterval().toMillis();
        return told.isEmpty()
                ? Optional.empty()
                : Optional.of(new JournalRow.Decided(flush.key(), deliveries, told, expires));
    }

    /** Whether an alert fires that nothing keeps quiet. */
    boolean isHeard() {
        return isHeard;
    }

    void decide() {
        Route route = flush.route();
        List<MessageAlert> alerts = new ArrayList<>();
        List<String> firing = new ArrayList<>(1);
        List<String> resolved = new ArrayList<>(0);
        for (ActiveAlert alert : flush.alerts()) {
            if (state.quiet(alert.labels(), route, flush.atMillis()).isQuiet()) {
                continue;
            }
            boolean isResolved = alert.isResolvedAt(flush.atMillis());
            (isResolved ? resolved : firing).add(Fingerprint.of(alert.labels()));
            alerts.add(
                    new MessageAlert(
                            alert.labels(),
                            alert.annotations(),
                            alert.startsAtMillis(),
                            isResolved ? alert.endsAtMillis() : 0,
                            alert.generatorUrl()));
        }
        isHeard = !firing.isEmpty();
        Receiver receiver = state.config().receiver(route.receiver());
        if (receiver == null || alerts.isEmpty()) {
            return;
        }
        Set<String> nowFiring = prints(firing);
        Set<String> nowResolved = prints(resolved);
        for (ChannelConfig channel : receiver.channels()) {
            decide(channel, alerts, nowFiring, nowResolved);
        }
    }

    private void decide(
            ChannelConfig channel,
            List<MessageAlert> alerts,
            Set<String> firing,
            Set<String> resolved) {
        ToldKey key = new ToldKey(flush.key(), channel.name());
        LastTold last = state.told().get(key);
        TellDecision decision =
                TellDecision.of(
                        last,
                        firing,
                        resolved,
                        channel.sendsResolved(),
                        flush.route().repeatInterval().toMillis(),
                        flush.atMillis());
        if (decision == TellDecision.NOTHING || isCaredFor(decision)) {
            return;
        }
        told.put(channel.name(), new LastTold(firing, resolved, flush.atMillis(), threadOf(last)));
        if (decision.isTold()) {
            deliveries.add(delivery(channel, alerts, decision));
        }
    }

    /** In their order; a hundred thousand groups of one alert each are remembered. */
    private static Set<String> prints(List<String> some) {
        return some.size() > 1 ? new TreeSet<>(some) : Set.copyOf(some);
    }

    /** Whether somebody takes care already, so that only what is new is worth telling. */
    private boolean isCaredFor(TellDecision decision) {
        if (decision != TellDecision.REPEAT) {
            return false;
        }
        Acknowledgement made = state.acknowledgements().get(flush.key());
        return made != null && made.untilMillis() > flush.atMillis();
    }

    /** What began anew after all had ended is another story. */
    private static Map<String, String> threadOf(@Nullable LastTold last) {
        return last == null || last.firing().isEmpty() ? Map.of() : last.channelData();
    }

    private Delivery delivery(
            ChannelConfig channel, List<MessageAlert> alerts, TellDecision decision) {
        List<MessageAlert> shown =
                channel.sendsResolved()
                        ? alerts
                        : alerts.stream().filter(MessageAlert::isFiring).toList();
        return new Delivery(
                channel.name(),
                new Message(
                        channel.receiver(),
                        flush.key(),
                        flush.groupLabels(),
                        flush.route().labels(),
                        shown,
                        externalUrl,
                        decision.reason(),
                        ids.get(),
                        mayBeRepeated),
                flush.atMillis());
    }
}
