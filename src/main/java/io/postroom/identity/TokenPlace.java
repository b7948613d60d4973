package io.postroom.identity;

import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Where in a request its token stands: in the header `Authorization`, and nowhere else. What comes as a subprotocol or
/// in a cookie is put there before. Produced here because SmallRye's own would ask for a key in its own configuration.
@Singleton
final class TokenPlace {
    @Produces
    @Alternative
    @Priority(1)
    @Singleton
    JWTAuthContextInfo place() {
        return new JWTAuthContextInfo();
    }
}
