/**
 * Ready-made rules: what there is, and which of it somebody switched on. Entry class: {@link
 * dev.muninn.alert.pack.PackIndex}.
 */
@NullMarked
package dev.muninn.alert.pack;

import org.jspecify.annotations.NullMarked;
