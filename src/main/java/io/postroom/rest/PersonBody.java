package io.postroom.rest;

import io.postroom.protocol.Person;
import org.jspecify.annotations.Nullable;

/// Name and email, as the system that owns a person writes them.
final class PersonBody {
    private static final int NAME_MAX = 200;
    private static final int EMAIL_MAX = 320;

    private PersonBody() {}

    static Person read(String id, @Nullable String body) {
        Body fields = Body.of(body);
        return new Person(id, fields.required("name", NAME_MAX), fields.required("email", EMAIL_MAX));
    }
}
