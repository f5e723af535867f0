/**
 * Targets of a Kubernetes cluster: {@link dev.muninn.ingest.kubernetes.KubernetesTargets} lists and
 * watches what a role needs and makes targets of it, under Prometheus' labels.
 */
@NullMarked
package dev.muninn.ingest.kubernetes;

import org.jspecify.annotations.NullMarked;
