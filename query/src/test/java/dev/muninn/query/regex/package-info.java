/** Tests of regular expressions against RE2 itself. */
@NullMarked
package dev.muninn.query.regex;

import org.jspecify.annotations.NullMarked;
