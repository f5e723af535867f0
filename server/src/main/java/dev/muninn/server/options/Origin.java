package dev.muninn.server.options;

/** Where a value was set, printed so that people find the place. */
public sealed interface Origin {

    /** Nowhere: the built-in default. */
    record Default() implements Origin {
        @Override
        public String toString() {
            return "default";
        }
    }

    /** In the values that come with a profile. */
    record OfProfile(Profile profile) implements Origin {
        @Override
        public String toString() {
            return "profile " + profile.word();
        }
    }

    /** In a file; lines count from 1. */
    record FileLine(String file, int line) implements Origin {
        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /** In a variable of the environment. */
    record Variable(String name) implements Origin {
        @Override
        public String toString() {
            return "environment " + name;
        }
    }

    /** On the command line. */
    record Flag(String name) implements Origin {
        @Override
        public String toString() {
            return "flag " + name;
        }
    }
}
