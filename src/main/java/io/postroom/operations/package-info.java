/// What operators see and do: configuration by environment, health, metrics, and leaving without losing anything.
///
/// The runtime calls it at start, at stop, and when it is asked how things are. It never takes part in carrying a
/// message, and nobody imports it.
@NullMarked
package io.postroom.operations;

import org.jspecify.annotations.NullMarked;
