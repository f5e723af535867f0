package dev.muninn.web.live;

import java.util.List;
import java.util.Map;

/**
 * A dashboard as a live client names it, for the server to find its queries.
 *
 * @param version 0 for the newest
 * @param panels ids of the elements wanted, none for all
 * @param values what is chosen for variables; the rest is as it was saved
 */
record LiveBoard(String uid, long version, List<String> panels, Map<String, List<String>> values) {}
