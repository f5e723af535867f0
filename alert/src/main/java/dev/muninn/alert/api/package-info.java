/**
 * Alertmanager's API in version 2, without HTTP: bodies in, trees out. Entry class: {@link
 * dev.muninn.alert.api.AlertmanagerApi}.
 */
@NullMarked
package dev.muninn.alert.api;

import org.jspecify.annotations.NullMarked;
