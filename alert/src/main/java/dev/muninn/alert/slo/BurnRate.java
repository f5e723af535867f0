package dev.muninn.alert.slo;

/**
 * An alert for a share of the budget that is spent too early: both windows burn faster than by the
 * factor. The long one makes it sure, the short one lets it end soon. The factor is the share of
 * the budget × 30 d ÷ the long window.
 */
enum BurnRate {
    /** 2 % of the month's budget within an hour. */
    PAGE_FAST("1h", "5m", 14.4, true),
    /** 5 % within six hours. */
    PAGE_SLOW("6h", "30m", 6, true),
    /** 10 % within a day. */
    TICKET_FAST("1d", "2h", 3, false),
    /** 10 % within three days. */
    TICKET_SLOW("3d", "6h", 1, false);

    private final String longWindow;
    private final String shortWindow;
    private final double factor;
    private final boolean isPage;

    BurnRate(String longWindow, String shortWindow, double factor, boolean isPage) {
        this.longWindow = longWindow;
        this.shortWindow = shortWindow;
        this.factor = factor;
        this.isPage = isPage;
    }

    String longWindow() {
        return longWindow;
    }

    String shortWindow() {
        return shortWindow;
    }

    double factor() {
        return factor;
    }

    boolean isPage() {
        return isPage;
    }
}
