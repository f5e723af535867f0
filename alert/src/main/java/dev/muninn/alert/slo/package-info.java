/**
 * Objectives of services, and the rules that follow from them. Entry class: {@link
 * dev.muninn.alert.slo.SloFile}.
 */
@NullMarked
package dev.muninn.alert.slo;

import org.jspecify.annotations.NullMarked;
