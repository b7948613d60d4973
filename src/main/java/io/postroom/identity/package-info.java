/// By whom it is said: roles, the caller that a verified JWT stands for, and where the keys come from.
///
/// The doors call it before anything else of a request is looked at. It never looks into the store: a token alone
/// decides who a caller is, and only its raw `sub` decides which room is theirs.
@NullMarked
package io.postroom.identity;

import org.jspecify.annotations.NullMarked;
