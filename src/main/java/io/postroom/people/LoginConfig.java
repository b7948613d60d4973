package io.postroom.people;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Limits of logins: `POSTROOM_LIMITS_…`.
@ConfigMapping(prefix = "postroom.limits")
public interface LoginConfig {
    /// Wrong passwords for one account from one address within five minutes, after which it is refused. 0: no limits
    /// per address, for installations where all callers share one.
    @WithDefault("10")
    int perAddress();

    /// Wrong passwords for one account from anywhere within five minutes: a guess spread over many addresses.
    @WithDefault("100")
    int perAccount();
}
