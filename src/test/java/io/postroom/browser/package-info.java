/// The pages as people use them: a real browser before replicas that are started from the packaged jar. Whoever looks
/// for
/// something on a page looks for its role and its label, as a screen reader does. Nothing here knows the pages from
/// inside.
@NullMarked
package io.postroom.browser;

import org.jspecify.annotations.NullMarked;
