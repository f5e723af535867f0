package dev.muninn.model;

import static java.util.regex.Matcher.quoteReplacement;

/**
 * The user and the password in the text of an address (RFC 3986, section 3.2.1), which are not
 * shown to people. Also of texts that are no address: what is looked at may not have been checked.
 */
public final class UserInfo {

    /*
     * A password with an @ in it should be written as %40 and often is not, so the last one before
     * the path is the end.
     */
    private static final String PART = "//[^/]*@";

    private UserInfo() {}

    /** The address with a text in their place, or as it is if it has none. */
    public static String replacedBy(String shown, String address) {
        return address.replaceFirst(PART, "//" + quoteReplacement(shown) + "@");
    }

    /** The address without them. */
    public static String removedFrom(String address) {
        return address.replaceFirst(PART, "//");
    }
}
