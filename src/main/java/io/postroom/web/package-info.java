/// The pages' door: one HTML document under the paths of all pages, and the headers it and its bundle are sent with.
///
/// Browsers call it. It knows nothing of messages: what the pages show they read over REST and sockets, as any client
/// does. Nobody imports it. The pages themselves are TypeScript, under `resources/web/app`.
@NullMarked
package io.postroom.web;

import org.jspecify.annotations.NullMarked;
