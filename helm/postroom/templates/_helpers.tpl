{{- define "postroom.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 50 | trimSuffix "-" }}{{ else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 50 | trimSuffix "-" }}{{ end }}
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
{{- end }}
{{- with .Values.autoscaling }}
{{- if and .enabled (lt (int .maxReplicas) (int .minReplicas)) }}
{{- fail "autoscaling.maxReplicas is below autoscaling.minReplicas" }}
{{- end }}
{{- if and .enabled (not (or .cpuPercent .socketsPerPod)) }}
{{- fail "autoscaling: by cpuPercent, socketsPerPod or both" }}
{{- end }}
{{- end }}
{{- end }}
