{{- /* A Service's name has no dots and begins with a letter; a release's may be otherwise. */ -}}
{{- define "postroom.name" -}}
{{- $release := .Release.Name | replace "." "-" }}
{{- if regexMatch "^[0-9]" $release }}{{ $release = printf "%s-%s" .Chart.Name $release }}{{ end }}
{{- if not (contains .Chart.Name $release) }}{{ $release = printf "%s-%s" $release .Chart.Name }}{{ end }}
{{- $release | trunc 50 | trimSuffix "-" }}
{{- end }}

{{- define "postroom.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "postroom.labels" -}}
{{ include "postroom.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "postroom.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}{{ .Values.serviceAccount.name | default (include "postroom.name" .) }}{{ else }}{{ required "serviceAccount.name: needed where serviceAccount.create is false" .Values.serviceAccount.name }}{{ end }}
{{- end }}

{{- define "postroom.image" -}}
{{- $repository := required "image.repository: say where your build of Postroom is; there is no default" .Values.image.repository -}}
{{ $repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}{{ with .Values.image.digest }}@{{ . }}{{ end }}
{{- end }}

{{- /* A duration as the service reads it (500ms, 7s, 5m, 1h) in whole seconds, rounded up. */ -}}
{{- define "postroom.seconds" -}}
{{- if hasSuffix "ms" . }}{{ divf (trimSuffix "ms" . | float64) 1000 | ceil | int }}
{{- else if hasSuffix "s" . }}{{ trimSuffix "s" . | int }}
{{- else if hasSuffix "m" . }}{{ mul 60 (trimSuffix "m" . | int) }}
{{- else }}{{ mul 3600 (trimSuffix "h" . | int) }}{{ end }}
{{- end }}

{{- /* What would only be refused when a pod starts, or never, is refused here. */ -}}
{{- define "postroom.check" -}}
{{- $keys := .Values.secret.keys -}}
{{- if not (or $keys.POSTROOM_JWT_SECRET $keys.POSTROOM_JWT_PRIVATE_KEY $keys.POSTROOM_JWT_PUBLIC_KEY .Values.settings.POSTROOM_JWT_JWKS_URL) }}
{{- fail "No key for tokens: name one of secret.keys.POSTROOM_JWT_…, or set settings.POSTROOM_JWT_JWKS_URL" }}
{{- end }}
{{- if and .Values.ingress.enabled .Values.httpRoute.enabled }}
{{- fail "ingress.enabled and httpRoute.enabled: one of the two" }}
{{- end }}
{{- if and .Values.ingress.enabled (not .Values.ingress.hosts) }}
{{- fail "ingress.hosts: name at least one" }}
{{- end }}
{{- if and .Values.httpRoute.enabled (not .Values.httpRoute.parentRefs) }}
{{- fail "httpRoute.parentRefs: name the gateway" }}
{{- end }}
{{- range .Values.env }}
{{- if hasPrefix "POSTROOM_" .name }}
{{- fail (printf "env: %s belongs in settings, secret.keys or files" .name) }}
{{- end }}
{{- if has .name (list "QUARKUS_HTTP_PORT" "QUARKUS_MANAGEMENT_PORT" "QUARKUS_HTTP_ROOT_PATH" "QUARKUS_MANAGEMENT_ROOT_PATH" "QUARKUS_MANAGEMENT_ENABLED") }}
{{- fail (printf "env: %s: the ports and paths of the pods are what the chart expects; service.port is what others see" .name) }}
{{- end }}
{{- if and $.Values.trustStore (eq .name "JDK_JAVA_OPTIONS") }}
{{- fail "env: JDK_JAVA_OPTIONS is how a JVM hears of trustStore; put options into JAVA_TOOL_OPTIONS" }}
{{- end }}
{{- end }}
{{- range $label, $_ := include "postroom.selector" . | fromYaml }}
{{- if hasKey $.Values.podLabels $label }}
{{- fail (printf "podLabels: %s is the chart's own" $label) }}
{{- end }}
{{- end }}
{{- range $label, $_ := include "postroom.labels" . | fromYaml }}
{{- range $of := list "serviceMonitor" "prometheusRule" "dashboard" }}
{{- if hasKey (index $.Values $of).labels $label }}
{{- fail (printf "%s.labels: %s is the chart's own" $of $label) }}
{{- end }}
{{- end }}
{{- end }}
{{- range .Values.args }}
{{- if regexMatch "^-D(quarkus|postroom)\\." . }}
{{- fail (printf "args: %s is a setting: put it into settings or env" (regexFind "^[^=]*" .)) }}
{{- end }}
{{- end }}
{{- $heartbeat := .Values.settings.POSTROOM_LIMITS_HEARTBEAT | default "25s" }}
{{- $stalled := .Values.settings.POSTROOM_LIMITS_STALLED | default "5m" }}
{{- if le (include "postroom.seconds" $stalled | int) (include "postroom.seconds" $heartbeat | int) }}
{{- fail (printf "settings.POSTROOM_LIMITS_STALLED, %s, must be longer than POSTROOM_LIMITS_HEARTBEAT, %s: who is quiet would be cut off before being asked" $stalled $heartbeat) }}
{{- end }}
{{- $limit := .Values.settings.POSTROOM_LIMITS_SOCKETS | default 50000 | int64 }}
{{- $resources := .Values.resources }}
{{- with .Values.autoscaling }}
{{- if and .enabled (lt (int .maxReplicas) (int .minReplicas)) }}
{{- fail "autoscaling.maxReplicas is below autoscaling.minReplicas" }}
{{- end }}
{{- if and .enabled (not (or .cpuPercent .socketsPerPod)) }}
{{- fail "autoscaling: by cpuPercent, socketsPerPod or both" }}
{{- end }}
{{- if and .enabled (ge (mulf .socketsPerPod 1.1) (float64 $limit)) }}
{{- fail (printf "autoscaling.socketsPerPod: at %d, with the autoscaler's tolerance of a tenth, replicas would refuse sockets (POSTROOM_LIMITS_SOCKETS is %d) before there are more of them" (int64 .socketsPerPod) $limit) }}
{{- end }}
{{- if and .enabled .cpuPercent (not (dig "requests" "cpu" "" $resources)) (not (dig "limits" "cpu" "" $resources)) }}
{{- fail "autoscaling.cpuPercent is of resources.requests.cpu, which is not set" }}
{{- end }}
{{- end }}
{{- end }}

{{- /* Without it the platform chooses, as OpenShift does. */ -}}
{{- define "postroom.user" -}}
runAsNonRoot: true
{{- with .Values.runAsUser }}
runAsUser: {{ . | int64 }}
runAsGroup: {{ . | int64 }}
{{- end }}
{{- end }}
