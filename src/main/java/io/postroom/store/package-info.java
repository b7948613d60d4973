/// What all repositories share: the settings of the MongoDB client and how its failures become a refusal.
///
/// The repositories of [io.postroom.people], [io.postroom.order] and [io.postroom.report] call it. It knows no
/// collection and no use case, and never retries a write: whoever wrote must find out what became of it.
@NullMarked
package io.postroom.store;

import org.jspecify.annotations.NullMarked;
