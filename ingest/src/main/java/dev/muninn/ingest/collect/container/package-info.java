/**
 * Containers and services as the kernel's control groups (version 2) account for them, under
 * cAdvisor's names; {@link dev.muninn.ingest.collect.container.ContainerPart} reports them.
 */
@NullMarked
package dev.muninn.ingest.collect.container;

import org.jspecify.annotations.NullMarked;
