/** Tests of the language, and the generator of trees that they share. */
@NullMarked
package dev.muninn.query.syntax;

import org.jspecify.annotations.NullMarked;
