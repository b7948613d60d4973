package io.postroom.socket;

import io.postroom.faults.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/// [LimitsTest] on what was packaged.
@QuarkusIntegrationTest
@WithTestResource(Backends.class)
@TestProfile(LimitsTest.Small.class)
class LimitsIT extends LimitsTest {}
