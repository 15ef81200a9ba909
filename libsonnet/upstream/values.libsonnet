// The variables that kube-prometheus' `values` has a knob for.
local mirrored = import '../lib/images.libsonnet';
local receivers = import '../lib/receivers.libsonnet';
local resources = import '../lib/resources.libsonnet';
local platform = import 'platform.libsonnet';

function(variables) {
  local alertmanager = variables.alertmanager,
  local grafana = variables.grafana,
  local prometheus = variables.prometheus,

  values+:: {
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
      resources: resources(prometheus.resources, super.resources),
      externalLabels: variables.externalLabels,
      namespaces: super.namespaces + std.setDiff(std.set(prometheus.namespaces), std.set(super.namespaces)),
      [if !variables.components.alertmanager then 'alerting']: { alertmanagers: [] },
    },

    alertmanager+: {
      replicas: alertmanager.replicas,
      resources: resources(alertmanager.resources, super.resources),
      config+: {
        receivers: receivers(super.receivers, alertmanager.receivers),
        [if alertmanager.route != null then 'route']: alertmanager.route,
        [if alertmanager.inhibitRules != null then 'inhibit_rules']: alertmanager.inhibitRules,
      },
    },

    grafana+: {
      resources: resources(grafana.resources, super.resources),
      config+: {
        sections+: {
          date_formats+: { default_timezone: grafana.timezone },
          [if grafana.externalUrl != null then 'server']+: { root_url: grafana.externalUrl },
        },
      },
    },
  },
}
