/**
 * What alerting must not forget, in the tables {@code alert_…} of the catalog's database. Entry
 * class: {@link dev.muninn.alert.journal.AlertJournal}.
 */
@NullMarked
package dev.muninn.alert.journal;

import org.jspecify.annotations.NullMarked;
