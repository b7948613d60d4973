package io.postroom.operations;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A setting whose value the runtime would take for something else, or refuse under a name that operators do not know:
/// which values fit, and what to write instead. Secrets are none of these: a fault repeats the value.
record Setting(String property, Predicate<String> fits, String hint) {
    private static final Set<String> SWITCH = Set.of("on", "off", "true", "false");
    private static final Set<String> LEVELS =
            Set.of("OFF", "FATAL", "ERROR", "WARN", "WARNING", "INFO", "DEBUG", "TRACE", "ALL");
    /// No path, no wildcard: `*` would let every page in, with its user's credentials.
    private static final Pattern ORIGIN =
            Pattern.compile("https?://(\\[[0-9a-fA-F:.]+]|[^/*?#@\\[\\]\\s:]+)(:\\d{1,5})?");

    private static final Pattern V4 =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)(/(3[0-2]|[12]?\\d))?");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(/(12[0-8]|1[01]\\d|\\d?\\d))?");

    static final List<Setting> ALL = List.of(
            new Setting("postroom.login", Setting::isSwitch, "on or off"),
            new Setting("postroom.pages", Setting::isSwitch, "on or off"),
            new Setting(
                    "postroom.log-level",
                    level -> LEVELS.contains(level.toUpperCase(Locale.ROOT)),
                    "a level such as INFO"),
            new Setting(
                    "postroom.allowed-origins",
                    list -> each(list, origin -> ORIGIN.matcher(origin).matches()),
                    "a comma list of origins such as https://shop.example.org, without a path or a *"),
            new Setting(
                    "postroom.trusted-proxies",
                    list -> each(list, Setting::isAddress),
                    "a comma list of addresses or CIDRs such as 10.0.0.0/8"),
            new Setting("postroom.redis.ca", Setting::isFile, "the path of a file that can be read"),
            new Setting("postroom.pages.stylesheet", Setting::isFile, "the path of a file that can be read"),
            new Setting("postroom.jwt.jwks-url", url -> url.matches("https?://\\S+"), "an http or https URL"),
            new Setting("postroom.jwt.cookie", name -> name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+"), "a cookie's name"),
            new Setting(
                    "postroom.mongodb.database",
                    name -> name.matches("[^/\\\\. \"$*<>:|?\\x00]{1,63}"),
                    "a database's name of at most 63 characters, without / \\ . \" $ * < > : | ? and spaces"));

    /// What is wrong with this value; empty if nothing is.
    Optional<String> fault(String value) {
        return fits.test(value)
                ? Optional.empty()
                : Optional.of(Environment.variable(property) + " is \"" + value + "\"; it must be " + hint);
    }

    private static boolean isSwitch(String value) {
        return SWITCH.contains(value.toLowerCase(Locale.ROOT));
    }

    private static boolean isFile(String path) {
        return Files.isReadable(Path.of(path)) && !Files.isDirectory(Path.of(path));
    }

    private static boolean isAddress(String value) {
        return V4.matcher(value).matches() || V6.matcher(value).matches();
    }

    private static boolean each(String list, Predicate<String> fits) {
        return List.of(list.split(",", -1)).stream().map(String::strip).allMatch(fits);
    }
}
