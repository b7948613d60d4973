package io.postroom.rest;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Where a request comes from, for limits per address: the nearest address that is not a trusted proxy's. Each proxy
/// adds the one it was called from at the right of `X-Forwarded-For`; what a client writes there itself stands left of
/// that, and a guesser could write another one each time.
@Singleton
final class CallerAddress {
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final List<IpSubnetFilterRule> trusted;

    /// What `POSTROOM_TRUSTED_PROXIES` names, each as a CIDR: the same that make an origin believed.
    CallerAddress(@ConfigProperty(name = "quarkus.http.proxy.trusted-proxies") Optional<List<String>> proxies) {
        trusted = proxies.orElse(List.of()).stream()
                .map(String::strip)
                .filter(cidr -> cidr.contains("/"))
                .map(cidr -> new IpSubnetFilterRule(cidr, IpFilterRuleType.ACCEPT))
                .toList();
    }

    /// In its usual form, so that one address counts as one; empty where there is none.
    String of(HttpServerRequest request) {
        SocketAddress peer = request.connection().remoteAddress();
        InetAddress nearest = peer == null ? null : parse(peer.hostAddress());
        List<String> hops = List.of(
                String.join(",", request.headers().getAll(FORWARDED_FOR)).split(","));
        for (String hop : hops.reversed()) {
            InetAddress before = parse(hop);
            if (nearest == null || before == null || !isTrusted(nearest)) {
                break;
            }
            nearest = before;
        }
        return nearest == null ? "" : nearest.getHostAddress();
    }

    private boolean isTrusted(InetAddress address) {
        InetSocketAddress asked = new InetSocketAddress(address, 0);
        return trusted.stream().anyMatch(proxies -> proxies.matches(asked));
    }

    /// Some proxies add the port: `198.51.100.7:4711`.
    private static @Nullable InetAddress parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String address = text.strip();
        int colon = address.indexOf(':');
        boolean withPort = colon > 0 && colon == address.lastIndexOf(':');
        return NetUtil.createInetAddressFromIpAddressString(withPort ? address.substring(0, colon) : address);
    }
}
