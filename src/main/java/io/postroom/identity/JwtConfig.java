package io.postroom.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/// Which tokens are believed and where they are found: `POSTROOM_JWT_…`. At least one key is needed; several may be
/// given, as when the own login and an identity provider stand side by side.
@ConfigMapping(prefix = "postroom.jwt")
public interface JwtConfig {
    /// Shared secret for HS256; own tokens are signed with it unless a private key is given.
    Optional<String> secret();

    Optional<String> secretFile();

    /// PEM of an RSA (RS256) or P-256 (ES256) key to sign own tokens with; its public half is believed.
    Optional<String> privateKey();

    Optional<String> privateKeyFile();

    /// PEM of one public key or certificate, or a JWKS document with several.
    Optional<String> publicKey();

    Optional<String> publicKeyFile();

    /// Address of a JWKS document; read again when it is old or a token names a key it does not hold.
    Optional<String> jwksUrl();

    /// The only issuer believed, and that of own tokens. Unset: not checked.
    Optional<String> issuer();

    /// What must be among a token's audiences. Unset: not checked.
    Optional<String> audience();

    /// The claim that holds the id: the standard's by default, `id` in tokens of many Express applications. A name, or
    /// a path as `user/id`.
    @WithDefault("sub")
    String idClaim();

    /// The claim that holds `user` or `admin`, as a string or within a list; MicroProfile's by default. A name or a
    /// path.
    @WithDefault("groups")
    String roleClaim();

    /// Name of a cookie that may hold the token too. Off by default: a header is never sent by a foreign page.
    Optional<String> cookie();
}
