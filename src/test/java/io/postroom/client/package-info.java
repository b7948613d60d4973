/// The client library before the running service: its own tests run in Node, and break the service by calls to here.
@NullMarked
package io.postroom.client;

import org.jspecify.annotations.NullMarked;
