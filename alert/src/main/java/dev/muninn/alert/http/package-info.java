/**
 * HTTP/1.1 over sockets, for many small requests at a time, each waited for by a virtual thread of
 * its own. Entry class: {@link dev.muninn.alert.http.HttpConnections}.
 */
@NullMarked
package dev.muninn.alert.http;

import org.jspecify.annotations.NullMarked;
