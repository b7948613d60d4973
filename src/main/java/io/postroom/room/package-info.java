/// How a message gets there: a room is a log, a hint says that it moved, and a member is a cursor in it.
///
/// The doors and the report package call its facade; it reads and appends through a port of its own, which the report
/// package implements. It never shows or confirms what a majority has not committed, and its fan-out never waits.
@NullMarked
package io.postroom.room;

import org.jspecify.annotations.NullMarked;
