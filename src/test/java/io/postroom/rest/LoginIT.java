package io.postroom.rest;

import io.postroom.faults.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/// [LoginTest] on what was packaged.
@QuarkusIntegrationTest
@WithTestResource(Backends.class)
class LoginIT extends LoginTest {}
