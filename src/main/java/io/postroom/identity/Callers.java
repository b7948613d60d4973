package io.postroom.identity;

import io.postroom.protocol.*;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

@Singleton
public class Callers {
    public Caller of(SecurityIdentity identity) {
        if (identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken jwt))
            throw Refusal.unauthorized("a token is required");
        return new Caller(
                Ids.parse(jwt.getSubject(), "sub"),
                jwt.getGroups().contains("admin") ? Role.admin : Role.user,
                null,
                null,
                Instant.ofEpochSecond(jwt.getExpirationTime()));
    }

    public Caller verify(String token) {
        throw Refusal.unauthorized("not yet");
    }
}
