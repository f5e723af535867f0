/**
 * Reading of YAML files by hand, so that every mistake is told with its place, and all at once.
 * Entry class: {@link dev.muninn.alert.yaml.Section}.
 */
@NullMarked
package dev.muninn.alert.yaml;

import org.jspecify.annotations.NullMarked;
