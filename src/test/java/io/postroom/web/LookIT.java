package io.postroom.web;

import io.postroom.faults.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/// [LookTest] on what was packaged.
@QuarkusIntegrationTest
@WithTestResource(Backends.class)
@TestProfile(LookTest.Own.class)
class LookIT extends LookTest {}
