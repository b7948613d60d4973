package io.postroom.operations;

import io.postroom.faults.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/// [MetricsTest] on what was packaged.
@QuarkusIntegrationTest
@WithTestResource(Backends.class)
class MetricsIT extends MetricsTest {}
