package dev.muninn.alert.state;

/** How far the states from before a restart are taken up. */
enum Restored {
    /** What was kept of them could not be read; later runs try again. */
    NOT_YET,
    /** Nothing was kept of them; their series are looked at after the second run. */
    NOT_FOUND,
    DONE
}
