/** Rules about the code itself: who may use whom, and the table in ARCHITECTURE.md. */
@NullMarked
package dev.muninn.systemtest.architecture;

import org.jspecify.annotations.NullMarked;
