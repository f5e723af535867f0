package dev.muninn.alert.oncall;

import dev.muninn.alert.oncall.EscalationPolicy.Target;
import dev.muninn.alert.yaml.PromDuration;
import java.time.Duration;

/** Escalations in people's words. */
final class EscalationWords {

    private EscalationWords() {}

    /** A length of time to the minute, or to the second where it is shorter. */
    static String waited(long millis) {
        Duration whole = Duration.ofSeconds(millis / 1000);
        boolean isShort = whole.compareTo(Duration.ofMinutes(1)) < 0;
        return PromDuration.print(isShort ? whole : Duration.ofMinutes(whole.toMinutes()));
    }

    static String story(Target target, String receiver, boolean isTold, String waited) {
        String who =
                switch (target) {
                    case Target.Receiver(String name) -> name;
                    case Target.OnCall(String rota) -> receiver + " (on call in " + rota + ")";
                };
        return isTold
                ? "nobody acknowledged for %s: %s is told".formatted(waited, who)
                : "nobody acknowledged for %s, but %s cannot be told: there is no such receiver with a channel"
                        .formatted(waited, who);
    }
}
