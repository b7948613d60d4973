package io.postroom.identity;

import java.util.Optional;

/// A configuration of keys and claims, as a test wants it.
record Settings(
        Optional<String> secret,
        Optional<String> privateKey,
        Optional<String> publicKey,
        Optional<String> jwksUrl,
        Optional<String> issuer,
        Optional<String> audience,
        String idClaim,
        String roleClaim)
        implements JwtConfig {
    static Settings secret(String text) {
        return new Settings(Optional.of(text), none(), none(), none(), none(), none(), "sub", "groups");
    }

    static Settings privateKey(String pem) {
        return new Settings(none(), Optional.of(pem), none(), none(), none(), none(), "sub", "groups");
    }

    static Settings publicKey(String text) {
        return new Settings(none(), none(), Optional.of(text), none(), none(), none(), "sub", "groups");
    }

    static Settings jwksUrl(String url) {
        return new Settings(none(), none(), none(), Optional.of(url), none(), none(), "sub", "groups");
    }

    Settings from(String issuer, String audience) {
        return new Settings(
                secret, privateKey, publicKey, jwksUrl, Optional.of(issuer), Optional.of(audience), idClaim, roleClaim);
    }

    Settings claims(String id, String role) {
        return new Settings(secret, privateKey, publicKey, jwksUrl, issuer, audience, id, role);
    }

    Callers callers() {
        return new Callers(new TokenVerifier(new Keys(this), this), this);
    }

    OwnTokens ownTokens() {
        return new OwnTokens(new Keys(this), this, true);
    }

    @Override
    public Optional<String> secretFile() {
        return none();
    }

    @Override
    public Optional<String> privateKeyFile() {
        return none();
    }

    @Override
    public Optional<String> publicKeyFile() {
        return none();
    }

    @Override
    public Optional<String> cookie() {
        return none();
    }

    private static Optional<String> none() {
        return Optional.empty();
    }
}
