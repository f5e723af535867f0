/** Fakes, and contract kits that every implementation of a contract extends. */
@NullMarked
package dev.muninn.testkit;

import org.jspecify.annotations.NullMarked;
