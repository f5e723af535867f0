/**
 * Reading of {@code alertmanager.yml}: every key Alertmanager knows, typed and checked, its
 * defaults and global values filled in. Entry class: {@link dev.muninn.alert.config.RoutingFile}.
 */
@NullMarked
package dev.muninn.alert.config;

import org.jspecify.annotations.NullMarked;
