package io.postroom.rest;

import io.postroom.faults.Backends;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/// [NoSigningKeyTest] on what was packaged.
@QuarkusIntegrationTest
@WithTestResource(value = Backends.class, initArgs = @ResourceArg(name = "secret", value = ""))
@TestProfile(NoSigningKeyTest.PublicKeyOnly.class)
class NoSigningKeyIT extends NoSigningKeyTest {}
