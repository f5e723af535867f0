package dev.muninn.web;

/** What this build is: Muninn's version, the commit and when it was built; texts may be empty. */
public record BuildFacts(String version, String revision, String date) {}
