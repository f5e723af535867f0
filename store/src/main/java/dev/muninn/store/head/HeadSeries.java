package dev.muninn.store.head;

import dev.muninn.model.Labels;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.codec.Chunk;
import java.util.List;

/** A series of the head with its chunks of a range, as they were at one moment. */
public record HeadSeries(int ref, Labels labels, Hash128 hash, List<Chunk> chunks) {}
