package dev.muninn.alert.deliver;

import dev.muninn.alert.channel.Outcome;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one channel: at most one delivery per group, and while one of a group is being
 * sent no other of it is given out. Not safe for several threads.
 */
final class ChannelQueue {

    /** The wait after the first attempt that failed; doubled after each further one. */
    private static final long FIRST_WAIT_MILLIS = 500;

    private static final long LONGEST_WAIT_MILLIS = 60_000;

    /** After an hour the news is old, and the next flush of the group tells what is so by then. */
    private static final long GIVE_UP_MILLIS = 3_600_000;

    /**
     * @param turn among those that are due at the same time
     */
    private record Waiting(Delivery delivery, int attempts, long dueMillis, long turn) {

        Waiting earlierBy(long millis) {
            return new Waiting(delivery, attempts, dueMillis - millis, turn);
        }
    }

    private final RandomGenerator random;
    private final Map<String, Waiting> waiting = new HashMap<>();
    private final Map<String, Waiting> sending = new HashMap<>();

    /**
     * What waits while none of its group is being sent, the next one first, so that nobody walks
     * over all that wait.
     */
    private final NavigableSet<Waiting> ready =
            new TreeSet<>(
                    Comparator.comparingLong(Waiting::dueMillis).thenComparingLong(Waiting::turn));

    private long turns;

    /** The deliveries that were forgotten while they were being sent. */
    private final Set<String> forgotten = new HashSet<>();

    ChannelQueue(RandomGenerator random) {
        this.random = random;
    }

    /** Adds a delivery and returns the one of the same group that it makes needless, or null. */
    @Nullable Delivery add(Delivery delivery, long nowMillis) {
        Waiting before = waiting.get(delivery.groupKey());
        if (before == null) {
            await(new Waiting(delivery, 0, nowMillis, turns++));
            return null;
        }
        ready.remove(before);
        // It takes the place of the other: a group with much news need not begin to wait anew.
        await(new Waiting(delivery, 0, Math.min(before.dueMillis(), nowMillis), before.turn()));
        return before.delivery();
    }

    private void await(Waiting one) {
        String group = one.delivery().groupKey();
        waiting.put(group, one);
        if (!sending.containsKey(group)) {
            ready.add(one);
        }
    }

    /** A delivery to send now, or null; it is {@link #ended} later. */
    @Nullable Delivery poll(long nowMillis) {
        if (ready.isEmpty() || nextDueMillis() > nowMillis) {
            return null;
        }
        Waiting first = ready.removeFirst();
        String group = first.delivery().groupKey();
        waiting.remove(group);
        sending.put(group, first);
        return first.delivery();
    }

    /** Gives out earlier what waits. */
    void bringForward(long byMillis) {
        waiting.replaceAll((group, one) -> one.earlierBy(byMillis));
        List<Waiting> before = List.copyOf(ready);
        ready.clear();
        before.forEach(one -> ready.add(one.earlierBy(byMillis)));
    }

    /** Forgets all; what is being sent is not tried again. */
    void clear() {
        waiting.clear();
        ready.clear();
        sending.values().forEach(one -> forgotten.add(one.delivery().id()));
    }

    /** Takes what became of a delivery that was polled; null if it will be tried again. */
    @Nullable DeliveryEnd ended(Delivery polled, Outcome outcome, long nowMillis) {
        Waiting sent = sending.remove(polled.groupKey());
        if (sent == null) {
            throw new IllegalStateException("delivery " + polled.id() + " was not polled");
        }
        Waiting newer = waiting.get(polled.groupKey());
        if (newer != null) {
            ready.add(newer);
        }
        Delivery delivery = sent.delivery();
        int attempts = sent.attempts() + 1;
        if (forgotten.remove(delivery.id()) && !(outcome instanceof Outcome.Told)) {
            return null;
        }
        return switch (outcome) {
            case Outcome.Told told ->
                    new DeliveryEnd(
                            delivery,
                            DeliveryEnd.State.TOLD,
                            attempts,
                            told.detail(),
                            nowMillis,
                            told.memory());
            case Outcome.Refused refused -> failed(delivery, attempts, refused.detail(), nowMillis);
            case Outcome.TryAgain again -> {
                boolean isOld = nowMillis - delivery.createdAtMillis() > GIVE_UP_MILLIS;
                if (isOld && !delivery.isCritical()) {
                    yield failed(delivery, attempts, again.detail(), nowMillis);
                }
                if (newer != null) {
                    yield new DeliveryEnd(
                            delivery,
                            DeliveryEnd.State.REPLACED,
                            attempts,
                            again.detail(),
                            nowMillis,
                            Map.of());
                }
                long due = nowMillis + Math.max(wait(attempts), again.delay().toMillis());
                await(new Waiting(delivery, attempts, due, turns++));
                yield null;
            }
        };
    }

    private static DeliveryEnd failed(
            Delivery delivery, int attempts, String detail, long nowMillis) {
        return new DeliveryEnd(
                delivery, DeliveryEnd.State.FAILED, attempts, detail, nowMillis, Map.of());
    }

    /** Longer and longer, and never the same for all, so that a receiver can come back. */
    private long wait(int attempts) {
        long longest =
                Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << Math.min(attempts - 1, 10));
        return longest / 2 + random.nextLong(longest / 2 + 1);
    }

    /** When the next delivery is due, {@code Long.MAX_VALUE} if none is. */
    long nextDueMillis() {
        return ready.isEmpty() ? Long.MAX_VALUE : ready.first().dueMillis();
    }

    int size() {
        return waiting.size() + sending.size();
    }

    /** When the oldest delivery was made, {@code Long.MAX_VALUE} if there is none. */
    long oldestMillis() {
        return Stream.concat(waiting.values().stream(), sending.values().stream())
                .mapToLong(one -> one.delivery().createdAtMillis())
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
