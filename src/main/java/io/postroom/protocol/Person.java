package io.postroom.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// What of a user or an admin leaves the store.
@RegisterForReflection
public record Person(@JsonProperty("_id") String id, String name, String email) {}
