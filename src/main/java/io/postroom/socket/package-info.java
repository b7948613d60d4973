/// The typed socket doors: `/ws/users/{userId}` and `/ws/admins/{adminId}`.
///
/// Browsers and programs call it; it turns frames into use cases and a room's events into frames. It decides nothing
/// about messages itself, and nobody imports it.
@NullMarked
package io.postroom.socket;

import org.jspecify.annotations.NullMarked;
