package io.postroom.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// The admin who wrote a message, as its readers see it.
@RegisterForReflection
public record Sender(@JsonProperty("_id") String id, String name) {}
