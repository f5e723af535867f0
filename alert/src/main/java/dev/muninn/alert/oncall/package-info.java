/**
 * Who is on call, and who is told when nobody takes care of an incident. Entry classes: {@link
 * dev.muninn.alert.oncall.OnCallBook} and {@link dev.muninn.alert.oncall.Escalations}.
 */
@NullMarked
package dev.muninn.alert.oncall;

import org.jspecify.annotations.NullMarked;
