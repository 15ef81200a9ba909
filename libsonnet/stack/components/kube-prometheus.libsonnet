// The monitoring namespace, and the rules that belong to no single component.
local kube = import '../lib/kube.libsonnet';
local rules = import '../lib/rules.libsonnet';

local defaults = {
  common: error 'must provide common',
  // Pod security labels of the namespace, without their prefix.
  podSecurity: {},
  components: [],
  labels: {
    'app.kubernetes.io/name': 'kube-prometheus',
    'app.kubernetes.io/component': 'exporter',
    'app.kubernetes.io/part-of': 'kube-prometheus',
  },
};

function(params)
  local c = defaults + params;
  local part = kube.part({
    name: 'kube-prometheus',
    namespace: c.common.namespace,
    labels: c.labels,
    selectorLabels: c.labels,
  });

  {
    namespace: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: c.common.namespace,
        [if std.length(c.podSecurity) > 0 then 'labels']: {
          ['pod-security.kubernetes.io/' + name]: c.podSecurity[name]
          for name in std.objectFields(c.podSecurity)
        },
      },
    },

    prometheusRule: part.prometheusRule(
      'kube-prometheus-rules',
      rules.finish((import '../rules/general.libsonnet')(c.common.rules, c.components), c.common)
    ),
  }
