// The embedded stack: variables of one cluster, as main.libsonnet completes them,
// -> { component: { object: manifest } }.
local component = import '../lib/component.libsonnet';
local mirrored = import '../lib/images.libsonnet';
local runbooks = import '../lib/mixin/runbooks.libsonnet';
local workloads = import '../lib/workloads.libsonnet';
local platform = import '../upstream/platform.libsonnet';
local rulesConfig = import 'rules/config.libsonnet';

local profiles = {
  'v0.13': import 'profiles/v0.13.libsonnet',
  'v0.14': import 'profiles/v0.14.libsonnet',
  'v0.15': import 'profiles/v0.15.libsonnet',
  'v0.16': import 'profiles/v0.16.libsonnet',
  'v0.17': import 'profiles/v0.17.libsonnet',
  'v0.18': import 'profiles/v0.18.libsonnet',
};

local profileOf(release) =
  local minor = std.join('.', std.split(release, '.')[0:2]);
  if std.objectHas(profiles, minor) then profiles[minor]
  else error 'the embedded stack has no profile for release "%s"; choose one of %s' % [
    release,
    std.join(', ', std.objectFields(profiles)),
  ];

// What is particular to a platform's DNS, by upstream's name of the platform.
local platforms = {
  // The service does not list the metrics port that the pods have.
  eks: { dnsTargetPort: 9153 },
  // The service lists no metrics port; a second one does.
  aks: { dnsService: true },
};

local constructors = {
  alertmanager: import 'components/alertmanager.libsonnet',
  blackboxExporter: import 'components/blackbox-exporter.libsonnet',
  grafana: import 'components/grafana.libsonnet',
  kubePrometheus: import 'components/kube-prometheus.libsonnet',
  kubeStateMetrics: import 'components/kube-state-metrics.libsonnet',
  kubernetesControlPlane: import 'components/kubernetes-control-plane.libsonnet',
  nodeExporter: import 'components/node-exporter.libsonnet',
  prometheus: import 'components/prometheus.libsonnet',
  prometheusAdapter: import 'components/prometheus-adapter.libsonnet',
  prometheusOperator: import 'components/prometheus-operator.libsonnet',
};

function(variables)
  local profile = profileOf(variables.release);

  // kubePrometheus (the namespace and the general rules) is in every cluster; the others can be switched off.
  local wanted(name) = name == 'kubePrometheus' || std.get(variables.components, name, false);

  local provider = platform(variables.provider);

  local values = {
    common: {
      namespace: variables.namespace,
      minor: profile.minor,
      hardened: profile.facts.hardened,
      rules: rulesConfig(variables.namespace),
      runbookUrlPattern:
        if variables.runbookUrlPattern == null then runbooks.pattern('stack') else variables.runbookUrlPattern,
      versions: profile.versions,
      images: {
        [name]: mirrored(variables.images.registry, profile.images[name])
        for name in std.objectFields(profile.images)
      },
    },
    kubePrometheus: {
      podSecurity: profile.facts.podSecurity,
      // Targets whose absence is an alert.
      components: [
        name
        for name in [
          'alertmanager',
          'blackboxExporter',
          'grafana',
          'kubeStateMetrics',
          'nodeExporter',
          'prometheusAdapter',
          'prometheusOperator',
        ]
        if wanted(name)
      ],
    },
    prometheusOperator: {
      facts: profile.facts.operator { endpointSlices: profile.facts.endpointSlices },
      crds: profile.facts.crds,
    },
    prometheus: variables.prometheus {
      externalLabels: variables.externalLabels,
      alerting: wanted('alertmanager'),
      slis: profile.facts.slis,
      endpointSlices: profile.facts.endpointSlices,
      spec: profile.facts.prometheusSpec,
    },
    alertmanager: variables.alertmanager { spec: profile.facts.alertmanagerSpec },
    grafana: variables.grafana {
      has: wanted,
      managed: provider.managed,
      controlPlane: profile.facts.controlPlane,
    },
    blackboxExporter: { labelsRole: profile.facts.labelsBlackboxRole },
    nodeExporter: profile.facts.nodeExporter,
    kubeStateMetrics: { dropped: profile.facts.kubeStateMetricsDropped },
    kubernetesControlPlane: profile.facts.controlPlane + std.get(platforms, provider.name, {}) + {
      managed: provider.managed,
      slis: profile.facts.slis,
    },
  };

  {
    [name]: component.mapped(
      constructors[name]({ common: values.common } + std.get(values, name, {})),
      workloads(variables)
    )
    for name in std.objectFields(constructors)
    if wanted(name)
  }
