package io.postroom.web;

import io.postroom.faults.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/// [PagesTest] on what was packaged.
@QuarkusIntegrationTest
@WithTestResource(Backends.class)
class PagesIT extends PagesTest {}
