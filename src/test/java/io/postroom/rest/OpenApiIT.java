package io.postroom.rest;

import io.postroom.faults.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/// [OpenApiTest] on what was packaged.
@QuarkusIntegrationTest
@WithTestResource(Backends.class)
class OpenApiIT extends OpenApiTest {}
