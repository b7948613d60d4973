package io.postroom.socket;

import io.postroom.faults.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/// [SendingTest] on what was packaged.
@QuarkusIntegrationTest
@WithTestResource(Backends.class)
class SendingIT extends SendingTest {}
