/// What breaks in the tests: real servers and replicas as processes that can be killed, frozen and restarted, a proxy
/// that cuts, hangs and loses, and the clients that watch. Nothing here knows the product from inside.
@NullMarked
package io.postroom.faults;

import org.jspecify.annotations.NullMarked;
