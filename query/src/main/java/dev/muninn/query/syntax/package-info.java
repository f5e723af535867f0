/** The PromQL language: tokens, tree, types, printing. Entry class: {@code Parser}. */
@NullMarked
package dev.muninn.query.syntax;

import org.jspecify.annotations.NullMarked;
