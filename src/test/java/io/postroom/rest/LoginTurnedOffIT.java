package io.postroom.rest;

import io.postroom.faults.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/// [LoginTurnedOffTest] on what was packaged.
@QuarkusIntegrationTest
@WithTestResource(Backends.class)
@TestProfile(LoginTurnedOffTest.Off.class)
class LoginTurnedOffIT extends LoginTurnedOffTest {}
