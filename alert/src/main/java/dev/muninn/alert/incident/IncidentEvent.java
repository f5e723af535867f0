package dev.muninn.alert.incident;

/**
 * Something that happened in an incident.
 *
 * @param person who did it; empty where nobody did
 * @param story what happened, in words
 */
public record IncidentEvent(long atMillis, Kind kind, String person, String story) {

    /** What sort of thing happened. */
    public enum Kind {
        FIRED("fired"),
        JOINED("joined"),
        ENDED("ended"),
        TOLD("told"),
        NOT_TOLD("not-told"),
        ACKNOWLEDGED("acknowledged"),
        RELEASED("released"),
        SILENCED("silenced"),
        SILENCE_ENDED("silence-ended"),
        ESCALATED("escalated"),
        NOTE("note"),
        RESOLVED("resolved");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word of the API and of the database. */
        public String word() {
            return word;
        }

        static Kind of(String word) {
            for (Kind kind : values()) {
                if (kind.word.equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no event of an incident is called " + word);
        }
    }

    /** An event that nobody in particular caused. */
    public static IncidentEvent of(long atMillis, Kind kind, String story) {
        return new IncidentEvent(atMillis, kind, "", story);
    }
}
