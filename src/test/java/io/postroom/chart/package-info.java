/// Tests of the Helm chart: rendered, held to what Kubernetes takes, to the settings that there are and to the meters
/// that the service has.
@NullMarked
package io.postroom.chart;

import org.jspecify.annotations.NullMarked;
