package io.postroom.rest;

import io.postroom.faults.Backends;
import io.postroom.socket.Published;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/// [LoginAddressTest] on what was packaged.
@QuarkusIntegrationTest
@WithTestResource(Backends.class)
@TestProfile(Published.class)
class LoginAddressIT extends LoginAddressTest {}
