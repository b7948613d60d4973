/// What happens to report messages: validation, sending, inboxes, receipts, and the log of rooms on MongoDB.
///
/// The doors call its use cases, which are plain blocking code for virtual threads. It knows no socket and no HTTP, and
/// never deletes a message or changes its number.
@NullMarked
package io.postroom.report;

import org.jspecify.annotations.NullMarked;
