// The variables that kube-prometheus' `values` has a knob for.
local mirrored = import '../lib/images.libsonnet';
local receivers = import '../lib/receivers.libsonnet';
local resources = import '../lib/resources.libsonnet';
local timeZone = import '../lib/time-zone.libsonnet';
local platform = import 'platform.libsonnet';

function(variables) {
  local alertmanager = variables.alertmanager,
  local grafana = variables.grafana,
  local prometheus = variables.prometheus,

  // Components with alerts.
  local alerting = [
    'alertmanager',
    'grafana',
    'kubePrometheus',
    'kubeStateMetrics',
    'kubernetesControlPlane',
    'nodeExporter',
    'prometheus',
    'prometheusOperator',
  ],
  local runbooks = if variables.runbookUrlPattern == null then {} else {
    [name]+: { mixin+: { _config+: { runbookURLPattern: variables.runbookUrlPattern } } }
    for name in alerting
  },

  values+:: runbooks {
    common+: {
      namespace: variables.namespace,
      platform: platform(variables.provider).name,
      images: std.mapWithKey(
        function(name, image) mirrored(variables.images.registry, image),
        super.images
      ),
    },

    prometheus+: {
      replicas: prometheus.replicas,
      resources: resources(super.resources, prometheus.resources),
      externalLabels: variables.externalLabels,
      namespaces: super.namespaces + std.setDiff(std.set(prometheus.namespaces), std.set(super.namespaces)),
      [if !variables.components.alertmanager then 'alerting']: { alertmanagers: [] },
    },

    alertmanager+: {
      replicas: alertmanager.replicas,
      resources: resources(super.resources, alertmanager.resources),
      config+: {
        receivers: receivers.merged(super.receivers, alertmanager.receivers),
        [if alertmanager.route != null then 'route']: alertmanager.route,
        [if alertmanager.inhibitRules != null then 'inhibit_rules']: alertmanager.inhibitRules,
      },
    },

    grafana+: {
      resources: resources(super.resources, grafana.resources),
      config+: {
        sections+: {
          date_formats+: { default_timezone: timeZone(grafana.timezone) },
          [if grafana.externalUrl != null then 'server']+: { root_url: grafana.externalUrl },
        },
      },
    },
  },
}
