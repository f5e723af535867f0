/**
 * All the store knows of files: {@link dev.muninn.store.disk.Disk} and the real one, {@link
 * dev.muninn.store.disk.LocalDisk}. Tests put a simulated disk in its place.
 */
@NullMarked
package dev.muninn.store.disk;

import org.jspecify.annotations.NullMarked;
