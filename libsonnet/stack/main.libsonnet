// The embedded stack: variables of one cluster -> { component: { object: manifest } }.
local image = import 'lib/image.libsonnet';

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

local controlPlanes = {
  aws: { managed: true, dnsTargetPort: 9153 },
  gcp: { managed: true },
  azure: { managed: true },
  hetzner: { managed: false },
  kubeadm: { managed: false },
  kind: { managed: false },
};

local controlPlaneOf(provider) =
  if std.objectHas(controlPlanes, provider) then controlPlanes[provider]
  else error 'unknown provider "%s"; choose one of %s' % [provider, std.join(', ', std.objectFields(controlPlanes))];

local constructors = {
  alertmanager: import 'components/alertmanager.libsonnet',
  kubePrometheus: import 'components/kube-prometheus.libsonnet',
  kubeStateMetrics: import 'components/kube-state-metrics.libsonnet',
  kubernetesControlPlane: import 'components/kubernetes-control-plane.libsonnet',
  nodeExporter: import 'components/node-exporter.libsonnet',
  prometheus: import 'components/prometheus.libsonnet',
  prometheusOperator: import 'components/prometheus-operator.libsonnet',
};

function(variables)
  local profile = profileOf(variables.release);

  // kubePrometheus (the namespace and the general rules) is in every cluster; the others can be switched off.
  local wanted(name) = name == 'kubePrometheus' || std.get(variables.components, name, false);

  // What an address is where nothing says otherwise.
  local externalUrl(explicit, host) =
    if explicit != null then explicit
    else if variables.domain != null then 'https://%s.%s' % [host, variables.domain]
    else null;

  local values = {
    common: {
      namespace: variables.namespace,
      minor: profile.minor,
      seccomp: profile.facts.seccomp,
      scheduling: variables.scheduling,
      pullSecrets: variables.images.pullSecrets,
      clusterLabel: 'cluster',
      versions: profile.versions,
      images: {
        [name]: image.mirrored(profile.images[name], variables.images.registry)
        for name in std.objectFields(profile.images)
      },
    },
    kubePrometheus: {
      podSecurity: profile.facts.podSecurity,
      // Targets whose absence is an alert.
      components: [
        name
        for name in ['alertmanager', 'kubeStateMetrics', 'nodeExporter', 'prometheusOperator']
        if wanted(name)
      ],
    },
    prometheusOperator: {
      facts: profile.facts.operator { endpointSlices: profile.facts.endpointSlices },
      crds: profile.facts.crds,
    },
    prometheus: variables.prometheus {
      externalUrl: externalUrl(variables.prometheus.externalUrl, 'prometheus'),
      externalLabels: variables.externalLabels,
      alerting: wanted('alertmanager'),
      slis: profile.facts.slis,
      endpointSlices: profile.facts.endpointSlices,
      spec: profile.facts.prometheusSpec,
    },
    alertmanager: variables.alertmanager {
      externalUrl: externalUrl(variables.alertmanager.externalUrl, 'alertmanager'),
      spec: profile.facts.alertmanagerSpec,
    },
    nodeExporter: profile.facts.nodeExporter,
    kubeStateMetrics: { dropped: profile.facts.kubeStateMetricsDropped },
    kubernetesControlPlane: profile.facts.controlPlane + controlPlaneOf(variables.provider) + {
      slis: profile.facts.slis,
    },
  };

  {
    [name]: constructors[name]({ common: values.common } + values[name])
    for name in std.objectFields(constructors)
    if wanted(name)
  }
