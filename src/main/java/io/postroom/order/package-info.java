/// Orders: looking them up, searching, and the upsert by the system that owns them.
///
/// The REST door calls it. It never changes a user or a message.
@NullMarked
package io.postroom.order;

import org.jspecify.annotations.NullMarked;
