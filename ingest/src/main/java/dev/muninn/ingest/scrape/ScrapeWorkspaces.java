package dev.muninn.ingest.scrape;

import java.util.concurrent.ArrayBlockingQueue;

/** Workspaces that wait for the next scrape. Safe for use by many threads. */
final class ScrapeWorkspaces {

    /** More scrapes than this at one moment are rare, as their starts are spread. */
    private static final int KEPT = 32;

    private final ArrayBlockingQueue<ScrapeWorkspace> idle = new ArrayBlockingQueue<>(KEPT);

    ScrapeWorkspace borrow() {
        ScrapeWorkspace workspace = idle.poll();
        return workspace == null ? new ScrapeWorkspace() : workspace;
    }

    /** Takes a workspace back that nobody else can write into any more. */
    void giveBack(ScrapeWorkspace workspace) {
        workspace.clear();
        idle.offer(workspace);
    }
}
