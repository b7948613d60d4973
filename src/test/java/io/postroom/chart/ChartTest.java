package io.postroom.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The chart renders what Kubernetes takes, and says what is wrong with values that it does not take. After an intended
/// change `-Dpostroom.golden.write=true` writes the expected manifests anew.
class ChartTest {
    private static final Path CASES = Path.of("src", "test", "resources", "helm");
    private static final String SMALLEST = "image: {repository: registry.example.org/postroom}\n";

    @TempDir
    Path directory;

    static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList();
        }
    }

    @Test
    void helmFindsNothingToComplainOf() {
        LintResult lint = new Helm(Chart.FOLDER).lint().strict().call();
        assertThat(lint.isFailed()).as(String.join("\n", lint.getMessages())).isFalse();
        assertThat(lint.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsRenderedIsWhatWasAgreed(Path folder) throws IOException {
        String rendered = Chart.render(folder.resolve("values.yaml"));
        Path expected = folder.resolve("expected.yaml");
        if (Boolean.getBoolean("postroom.golden.write")) {
            Files.writeString(expected, rendered);
        }
        assertThat(rendered).isEqualTo(Files.readString(expected));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void kubernetesKnowsEveryFieldThatIsRendered(Path folder) throws IOException {
        List<JsonNode> documents = Chart.documents(Chart.render(folder.resolve("values.yaml")));
        KubernetesSchemas schemas = new KubernetesSchemas();
        assertThat(documents).isNotEmpty().flatMap(schemas::faults).isEmpty();
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsFound() throws IOException {
        List<JsonNode> documents = Chart.documents(Chart.render(values(SMALLEST)));
        ObjectNode pod =
                (ObjectNode) Chart.one(documents, "Deployment", "mail-postroom").at("/spec/template/spec");
        pod.put("terminationGracePeriod", 5);
        assertThat(new KubernetesSchemas().faults(Chart.one(documents, "Deployment", "mail-postroom")))
                .singleElement()
                .asString()
                .contains("terminationGracePeriod");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        8s    | 5s    | 15 | 28
        500ms | 0s    | 15 | 16
        2m    | 500ms | 20 | 141
        1h    | 0s    | 30 | 3630
        """)
    void aPodIsGivenTheTimeThatItsDrainTakes(String window, String delay, int grace, int expected) throws IOException {
        Path values = values(SMALLEST + "settings: {POSTROOM_DRAIN_WINDOW: " + window + ", POSTROOM_DRAIN_DELAY: "
                + delay + "}\n" + "drain: {graceSeconds: " + grace + "}\n");
        JsonNode pod = Chart.one(Chart.documents(Chart.render(values)), "Deployment", "mail-postroom")
                .at("/spec/template/spec");
        assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        replica: 3                                             | replica
        replicas: two                                          | replicas
        replicas: -1                                           | replicas
        settings: {POSTROOM_LIMITS_SOCKET: 3}                  | POSTROOM_LIMITS_SOCKET
        settings: null                                         | settings
        settings: {POSTROOM_LIMITS_SOCKETS: many}              | POSTROOM_LIMITS_SOCKETS
        settings: {POSTROOM_DRAIN_DELAY: 8}                    | POSTROOM_DRAIN_DELAY
        settings: {POSTROOM_DRAIN_WINDOW: 8 seconds}           | POSTROOM_DRAIN_WINDOW
        settings: {POSTROOM_DRAIN_WINDOW: 010s}                | POSTROOM_DRAIN_WINDOW
        settings: {POSTROOM_LIMITS_HEARTBEAT: 0s}              | POSTROOM_LIMITS_HEARTBEAT
        settings: {POSTROOM_MONGODB_OPERATION: 0ms}            | POSTROOM_MONGODB_OPERATION
        settings: {POSTROOM_LIMITS_STALLED: 20s}               | POSTROOM_LIMITS_STALLED
        settings: {POSTROOM_LIMITS_HEARTBEAT: 10m}             | POSTROOM_LIMITS_STALLED
        settings: {POSTROOM_JWT_SECRET: hidden}                | POSTROOM_JWT_SECRET
        settings: {POSTROOM_MONGODB_URL: "mongodb://a"}        | POSTROOM_MONGODB_URL
        settings: {POSTROOM_ALLOWED_ORIGINS: example.org}      | POSTROOM_ALLOWED_ORIGINS
        settings: {POSTROOM_LOGIN: "no"}                       | POSTROOM_LOGIN
        settings: {POSTROOM_ALLOWED_ORIGINS: "https://*"}      | POSTROOM_ALLOWED_ORIGINS
        settings: {POSTROOM_TRUSTED_PROXIES: 10.0.0.0/99}      | POSTROOM_TRUSTED_PROXIES
        settings: {POSTROOM_TRUSTED_PROXIES: 10.0.0.256}       | POSTROOM_TRUSTED_PROXIES
        settings: {POSTROOM_TAKEOVER_PATIENCE: 9999999h}       | POSTROOM_TAKEOVER_PATIENCE
        env: [{name: POSTROOM_LOGIN, value: "off"}]            | POSTROOM_LOGIN belongs in settings
        env: [{name: QUARKUS_HTTP_PORT, value: "80"}]          | QUARKUS_HTTP_PORT: the ports and paths
        env: [{name: QUARKUS_MANAGEMENT_PORT, value: "90"}]    | QUARKUS_MANAGEMENT_PORT: the ports and paths
        env: [{name: A}]                                       | env
        env: [{name: A, value: b, valueFrom: {secretKeyRef: {name: a, key: b}}}] | env
        env: [{name: A, valueFrom: {secretKeyRef: {name: a}}}] | key
        env: [{name: A, valueFrom: {fieldRef: {name: a}}}]     | fieldRef
        trustStore: {configMap: trust}                         | key
        trustStore: {secret: trust, key: trust.p12}            | secret
        {image: {repository: a/b}, trustStore: {configMap: a, key: b}, env: [{name: JDK_JAVA_OPTIONS, value: -Xmx1g}]} | JDK_JAVA_OPTIONS
        podDisruptionBudget: {maxUnavailable: 0}               | maxUnavailable
        podDisruptionBudget: {maxUnavailable: 0%}              | maxUnavailable
        podLabels: {app.kubernetes.io/name: mail}              | podLabels: app.kubernetes.io/name is the chart's own
        dashboard: {labels: {helm.sh/chart: mail}}             | dashboard.labels: helm.sh/chart is the chart's own
        runAsUser: 0                                           | runAsUser
        runAsUser: root                                        | runAsUser
        networkPolicy: {from: [{ipBlock: {cidr: nonsense}}]}   | cidr
        networkPolicy: {from: [{ipBlock: {cidr: 10.0.0.7}}]}   | cidr
        {image: {repository: a/b}, autoscaling: {enabled: true}, resources: {requests: {cpu: null}}} | resources.requests.cpu, which is not set
        secret: {keys: {POSTROOM_JWT_SECRET: ""}}              | No key for tokens
        secret: {keys: {POSTROOM_MONGODB_URL: ""}}             | POSTROOM_MONGODB_URL
        secret: {password: x}                                  | password
        files: {POSTROOM_REDIS_CA: {configMap: ca}}            | key
        drain: {graceSeconds: 5s}                              | graceSeconds
        drain: {graceSeconds: 14}                              | graceSeconds
        resources: {limits: {memory: 1gb}}                     | /resources/limits/memory
        resources: {limits: {memory: 1024}}                    | /resources/limits/memory
        image: {tag: "v1:2"}                                   | /image/tag
        ingress: {className: Traefik_X}                        | /ingress/className
        ingress: {tlsSecret: Bad_Secret}                       | /ingress/tlsSecret
        serviceAccount: {name: Bad_Name}                       | /serviceAccount/name
        settings: {POSTROOM_MONGODB_DATABASE: a/b}             | POSTROOM_MONGODB_DATABASE
        settings: {POSTROOM_TRUSTED_PROXIES: ingress.local}    | POSTROOM_TRUSTED_PROXIES
        args: [-Dquarkus.http.port=8081]                       | args: -Dquarkus.http.port
        autoscaling: {enabled: true, socketsPerPod: 46000}     | autoscaling.socketsPerPod
        image: {repository: "example.org/postroom:1"}          | repository
        ingress: {enabled: true}                               | ingress.hosts
        ingress: {enabled: true, hosts: ["https://a.example"]} | hosts
        httpRoute: {enabled: true}                             | httpRoute.parentRefs
        autoscaling: {enabled: true, maxReplicas: 1}           | autoscaling.maxReplicas
        autoscaling: {enabled: true, cpuPercent: 0}            | cpuPercent, socketsPerPod or both
        networkPolicy: {from: [{podselector: {}}]}             | podselector
        resources: {limits: {gpu: 1}}                          | gpu
        serviceAccount: {create: false}                        | serviceAccount.name
        """)
    void valuesThatCannotBeMeantAreRefusedByName(String wrong, String named) throws IOException {
        Path values = values((wrong.contains("image:") ? "" : SMALLEST) + wrong);
        assertThatThrownBy(() -> Chart.render(values)).hasMessageContaining(named);
    }

    /// A Service's name is a label of DNS that begins with a letter; a release may be called otherwise.
    @ParameterizedTest
    @CsvSource(textBlock = """
        mail,                mail-postroom
        postroom,            postroom
        mail.office,         mail-office-postroom
        7mail,               postroom-7mail
        a-release-of-which-the-name-is-as-long-as-it-may-be.x, a-release-of-which-the-name-is-as-long-as-it-may-b
        """)
    void theServiceHasANameThatKubernetesTakes(String release, String expected) throws IOException {
        String manifests = new Helm(Chart.FOLDER)
                .template()
                .withName(release)
                .withKubeVersion("1.34.0")
                .withValuesFile(values(SMALLEST))
                .call();
        Chart.one(Chart.documents(manifests), "Service", expected);
    }

    @Test
    void withoutAnImageItSaysThatThereIsNone() throws IOException {
        Path values = values("replicas: 2");
        assertThatThrownBy(() -> Chart.render(values)).hasMessageContaining("image.repository");
    }

    private Path values(String text) throws IOException {
        return Files.writeString(directory.resolve("values.yaml"), text);
    }
}
