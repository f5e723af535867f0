package dev.muninn.stream;

/** Why a viewer was sent a first picture. */
enum SnapshotCause {
    JOINED,
    ASKED,
    BEHIND
}
