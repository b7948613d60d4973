/// Backends for trying out and for tests: a store that speaks MongoDB's protocol, a Redis, and demo data.
///
/// Reached by the start in the build profiles dev, test and demo alone. It is never part of a production start: its
/// libraries are not even in the packaged application, and nobody imports it.
@NullMarked
package io.postroom.embedded;

import org.jspecify.annotations.NullMarked;
