/** The packaged server as a process, with real peers beside it, and the architecture rules. */
@NullMarked
package dev.muninn.systemtest;

import org.jspecify.annotations.NullMarked;
