/// What can be said: the plain records of the wire, the error codes, and how frames are encoded and decoded.
///
/// Every door and the room call it. It never does I/O, holds no state, and imports nothing else of Postroom.
@NullMarked
package io.postroom.protocol;

import org.jspecify.annotations.NullMarked;
