/**
 * Cases made at random that Muninn and the real programs have to answer alike; each test prints its
 * seed and, of what differs, the smallest form.
 */
@NullMarked
package dev.muninn.systemtest.agreement;

import org.jspecify.annotations.NullMarked;
