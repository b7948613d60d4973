package io.postroom.socket;

import io.postroom.faults.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/// [CookieTest] on what was packaged.
@QuarkusIntegrationTest
@WithTestResource(Backends.class)
@TestProfile(Published.class)
class CookieIT extends CookieTest {}
