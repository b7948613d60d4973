/// The HTTP door: `/api/…`, with one mapping from refusals to problem details.
///
/// Pages, other services and operators' tools call it. It decides nothing about messages itself, and nobody imports it.
@NullMarked
package io.postroom.rest;

import org.jspecify.annotations.NullMarked;
