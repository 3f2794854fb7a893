{{- define "anvil.fullname" -}}
{{- if contains "anvil" .Release.Name -}}{{ .Release.Name | trunc 40 | trimSuffix "-" }}{{- else -}}{{ printf "%s-anvil" .Release.Name | trunc 40 | trimSuffix "-" }}{{- end -}}
{{- end -}}

{{/* Called with a dict of root and component. */}}
{{- define "anvil.name" -}}
{{ include "anvil.fullname" .root }}-{{ .component }}
{{- end -}}

{{- define "anvil.selector" -}}
app.kubernetes.io/name: anvil
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "anvil.labels" -}}
{{ include "anvil.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end -}}

{{- define "anvil.image" -}}
{{- with .root.Values.image -}}
{{- if .registry }}{{ .registry }}/{{ end }}{{ .repository }}/{{ $.service }}:{{ .tag | default $.root.Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{- define "anvil.secretName" -}}
{{ .Values.secrets.existing | default (printf "%s-secrets" (include "anvil.fullname" .)) }}
{{- end -}}

{{- define "anvil.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "anvil.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* What every service is told. */}}
{{- define "anvil.env" -}}
- name: REGION
  value: {{ .root.Values.region | quote }}
- name: ANVIL_CLUSTER_SECRET
  valueFrom:
    secretKeyRef:
      name: {{ include "anvil.secretName" .root }}
      key: cluster-secret
- name: ANVIL_LOG_FORMAT
  value: {{ .root.Values.logFormat | quote }}
- name: ANVIL_DRAIN_DELAY
  value: {{ .drainDelay | default "0s" | quote }}
- name: JDK_JAVA_OPTIONS
  value: {{ .javaOptions | quote }}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: POD_IP
  valueFrom:
    fieldRef:
      fieldPath: status.podIP
{{- end -}}

{{/* The zone of the node that the pod runs on, where Kubernetes tells it (1.35); else empty, which is one zone for all. */}}
{{- define "anvil.zone" -}}
- name: ANVIL_ZONE
  valueFrom:
    fieldRef:
      fieldPath: metadata.labels['topology.kubernetes.io/zone']
{{- end -}}

{{- define "anvil.membershipAddresses" -}}
{{- $addresses := list -}}
{{- $name := include "anvil.name" (dict "root" . "component" "membership") -}}
{{- range $i := until (int .Values.membership.replicas) -}}
{{- $addresses = append $addresses (printf "%s-%d.%s:50081" $name $i $name) -}}
{{- end -}}
{{ join "," $addresses }}
{{- end -}}

{{- define "anvil.bootstrapAddresses" -}}
{{- $addresses := list -}}
{{- $name := include "anvil.name" (dict "root" . "component" "membership") -}}
{{- range $i := until (int .Values.membership.replicas) -}}
{{- $addresses = append $addresses (printf "/dns4/%s-%d.%s.%s.svc/udp/7443/quic-v1" $name $i $name $.Release.Namespace) -}}
{{- end -}}
{{ join "," $addresses }}
{{- end -}}

{{/* The order of starting needs no sleeps: services wait for those that they need; these probes only tell when they have found them.
     Sixteen pods that start at once share the processors: with two of those it took nearly three minutes. */}}
{{- define "anvil.probes" -}}
startupProbe:
  httpGet: { path: /actuator/health/liveness, port: management }
  periodSeconds: 2
  failureThreshold: 300
livenessProbe:
  httpGet: { path: /actuator/health/liveness, port: management }
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: { path: /actuator/health/readiness, port: management }
  periodSeconds: 3
  timeoutSeconds: 3
  failureThreshold: 2
{{- end -}}

{{- define "anvil.spread" -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: topology.kubernetes.io/zone
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{- include "anvil.selector" . | nindent 8 }}
affinity:
  podAntiAffinity:
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 100
        podAffinityTerm:
          topologyKey: kubernetes.io/hostname
          labelSelector:
            matchLabels: {{- include "anvil.selector" . | nindent 14 }}
{{- end -}}

{{- define "anvil.scheduling" -}}
{{- with .nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* What each database is asked for by as many metadata pods as there may be, two more while they are replaced, and twice as many
     when somebody scales them by hand. */}}
{{- define "anvil.databaseConnections" -}}
{{- $v := .Values.metadata -}}
{{- $pods := int (ternary $v.autoscaling.max $v.replicas $v.autoscaling.enabled) -}}
{{- mul 2 (add $pods 2) (add (int $v.poolSize) 2) -}}
{{- end -}}

{{/* Databases, for metadata only. */}}
{{- define "anvil.databaseEnv" -}}
{{- $full := include "anvil.fullname" . -}}
{{- $pg := .Values.postgresql -}}
{{- if eq $pg.mode "bundled" }}
- name: POSTGRES_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ $full }}-postgres
      key: password
- name: GLOBAL_DATABASE_URL
  value: postgres://anvil:$(POSTGRES_PASSWORD)@{{ $full }}-postgres:5432/anvil_global
- name: REGIONAL_DATABASE_URL
  value: postgres://anvil:$(POSTGRES_PASSWORD)@{{ $full }}-postgres:5432/anvil_regional
{{- else if eq $pg.mode "cloudnativepg" }}
{{- if $pg.cloudnativepg.global }}
- name: GLOBAL_DATABASE_URL
  valueFrom:
    secretKeyRef:
      name: {{ $full }}-global-app
      key: uri
{{- else }}
- name: GLOBAL_DATABASE_URL
  valueFrom:
    secretKeyRef:
      name: {{ $pg.external.existingSecret | default (printf "%s-databases" $full) }}
      key: global-url
{{- end }}
- name: REGIONAL_DATABASE_URL
  valueFrom:
    secretKeyRef:
      name: {{ $full }}-regional-app
      key: uri
{{- else }}
- name: GLOBAL_DATABASE_URL
  valueFrom:
    secretKeyRef:
      name: {{ $pg.external.existingSecret | default (printf "%s-databases" $full) }}
      key: global-url
- name: REGIONAL_DATABASE_URL
  valueFrom:
    secretKeyRef:
      name: {{ $pg.external.existingSecret | default (printf "%s-databases" $full) }}
      key: regional-url
{{- end }}
{{- end -}}

{{/* A budget, a scaler and a budget's selector look the same for all. */}}
{{- define "anvil.disruptionBudget" -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "anvil.name" . }}
  labels: {{- include "anvil.labels" . | nindent 4 }}
spec:
  maxUnavailable: {{ .values.disruptionBudget.maxUnavailable }}
  selector:
    matchLabels: {{- include "anvil.selector" . | nindent 6 }}
{{- end -}}

{{- define "anvil.autoscaler" -}}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ include "anvil.name" . }}
  labels: {{- include "anvil.labels" . | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ include "anvil.name" . }}
  minReplicas: {{ .values.autoscaling.min }}
  maxReplicas: {{ .values.autoscaling.max }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: { type: Utilization, averageUtilization: {{ .values.autoscaling.cpuPercent }} }
    {{- if .values.autoscaling.requestsServed }}
    - type: Pods
      pods:
        metric: { name: anvil_s3_requests_served }
        target: { type: AverageValue, averageValue: {{ .values.autoscaling.requestsServed | quote }} }
    {{- end }}
  behavior:
    scaleDown: { stabilizationWindowSeconds: 300 }
{{- end -}}

{{- define "anvil.serviceAccount" -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "anvil.name" . }}
  labels: {{- include "anvil.labels" . | nindent 4 }}
automountServiceAccountToken: false
{{- end -}}
