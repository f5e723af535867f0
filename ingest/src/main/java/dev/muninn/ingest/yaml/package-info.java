/** Configuration files key by key: {@link dev.muninn.ingest.yaml.YamlSection}. */
@NullMarked
package dev.muninn.ingest.yaml;

import org.jspecify.annotations.NullMarked;
