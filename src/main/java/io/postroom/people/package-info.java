/// Users and admins: looking them up, searching, the upsert by the system that owns them, and their logins.
///
/// The doors and the report package call it. Nothing of a person but id, name and email ever leaves it, and it never
/// touches a room.
@NullMarked
package io.postroom.people;

import org.jspecify.annotations.NullMarked;
