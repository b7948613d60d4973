package io.postroom.identity;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// Puts a [CallerIdentity] in the place of the one that SmallRye JWT makes.
@ApplicationScoped
class CallerIdentities implements SecurityIdentityAugmentor {
    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom()
                .item(
                        identity.getPrincipal() instanceof VerifiedToken token
                                ? new CallerIdentity(token, HttpSecurityUtils.getRoutingContextAttribute(identity))
                                : identity);
    }
}
