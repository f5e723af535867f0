/**
 * Rule groups that people saved: their documents and the table that holds all their versions. Entry
 * class: {@link dev.muninn.alert.saved.SavedGroupTable}.
 */
@NullMarked
package dev.muninn.alert.saved;

import org.jspecify.annotations.NullMarked;
