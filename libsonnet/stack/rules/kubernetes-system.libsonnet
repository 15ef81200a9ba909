// The control plane: versions, the API server, and what runs beside it where the cluster runs its own.
local lib = import '../lib/rules.libsonnet';

local down(name, selector, what, config) = {
  alert: name,
  expr: lib.down(selector, config.clusterLabel),
  'for': '15m',
  labels: { severity: 'critical' },
  annotations: {
    summary: '%s is gone.' % what,
    description: 'No instance of %s can be scraped: none is discovered, or every one fails.' % what,
  },
};

local unreachable(name, selector, what) = {
  alert: name,
  expr: |||
    up{%s} == 0
  ||| % selector,
  'for': '15m',
  labels: { severity: 'warning' },
  since:: 18,
  annotations: {
    summary: 'An instance of %s cannot be scraped.' % what,
    description: 'Instance {{ $labels.instance }} of %s has not answered for 15 minutes.' % what,
  },
};

local general = [
  {
    alert: 'KubeVersionMismatch',
    expr: |||
      count by (%(clusterLabel)s) (
        count by (%(clusterLabel)s, git_version) (
          label_replace(
            kubernetes_build_info{job!~"kube-dns|coredns"},
            "git_version", "$1", "git_version", "(v[0-9]+\\.[0-9]+).*"
          )
        )
      ) > 1
    |||,
    'for': '15m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'Components of Kubernetes have different versions.',
      description: '{{ $value }} minor versions of Kubernetes run side by side.',
    },
  },
  {
    alert: 'KubeClientErrors',
    expr: |||
      sum by (%(clusterLabel)s, instance, job, namespace) (
        rate(rest_client_requests_total{%(apiserverSelector)s,code=~"5.."}[5m])
      )
      / sum by (%(clusterLabel)s, instance, job, namespace) (
        rate(rest_client_requests_total{%(apiserverSelector)s}[5m])
      ) > 0.01
    |||,
    'for': '15m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'A client of the API server sees errors.',
      description: '{{ $value | humanizePercentage }} of the requests of {{ $labels.job }}/{{ $labels.instance }} end in server errors.',
    },
  },
];

local certificate(threshold, severity) = {
  alert: 'KubeClientCertificateExpiration',
  expr: |||
    histogram_quantile(0.01,
      sum without (endpoint, namespace, service) (
        rate(apiserver_client_certificate_expiration_seconds_bucket{%%(apiserverSelector)s}[5m])
      )
    ) < %%(%s)d
    and on (%%(clusterLabel)s, job, instance)
    apiserver_client_certificate_expiration_seconds_count{%%(apiserverSelector)s} > 0
  ||| % threshold,
  'for': '5m',
  labels: { severity: severity },
  annotations: {
    summary: 'Somebody uses a client certificate that is about to expire.',
    description: 'A certificate that authenticates to API server {{ $labels.instance }} expires within {{ $value | humanizeDuration }}.',
  },
};

local apiserver(config) = [
  certificate('certificateWarningSeconds', 'warning'),
  certificate('certificateCriticalSeconds', 'critical'),
  {
    alert: 'KubeAggregatedAPIErrors',
    expr: |||
      sum by (%(clusterLabel)s, instance, name, reason) (
        increase(aggregator_unavailable_apiservice_total{%(apiserverSelector)s}[1m])
      ) > 0
    |||,
    'for': '10m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'An aggregated API reports errors.',
      description: 'API service {{ $labels.name }} keeps becoming unavailable: {{ $labels.reason }}.',
    },
  },
  {
    alert: 'KubeAggregatedAPIDown',
    expr: |||
      (
        1 - max by (%(clusterLabel)s, name, namespace) (
          avg_over_time(aggregator_unavailable_apiservice{%(apiserverSelector)s}[10m])
        )
      ) * 100 < 85
    |||,
    'for': '5m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'An aggregated API is down.',
      description: 'API service {{ $labels.name }} was available {{ $value | humanize }}% of the last ten minutes.',
    },
  },
  down('KubeAPIDown', config.apiserverSelector, 'the API server', config),
  unreachable('KubeAPIInstanceUnreachable', config.apiserverSelector, 'the API server'),
  {
    alert: 'KubeAPITerminatedRequests',
    expr: |||
      sum by (%(clusterLabel)s) (rate(apiserver_request_terminations_total{%(apiserverSelector)s}[10m]))
      / (
        sum by (%(clusterLabel)s) (rate(apiserver_request_total{%(apiserverSelector)s}[10m]))
        + sum by (%(clusterLabel)s) (rate(apiserver_request_terminations_total{%(apiserverSelector)s}[10m]))
      ) > 0.2
    |||,
    'for': '5m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'The API server ends many requests early.',
      description: 'The API server ended {{ $value | humanizePercentage }} of its requests to protect itself.',
    },
  },
];

// Groups of its own, as for the other two: one that a provider runs has none.
local ownComponent(group, prefix, selector, what, config) = {
  name: group,
  rules: [
    down(prefix + 'Down', selector, what, config),
    unreachable(prefix + 'InstanceUnreachable', selector, what),
  ],
};

local scheduler(config) =
  ownComponent('kubernetes-system-scheduler', 'KubeScheduler', config.schedulerSelector, 'the scheduler', config);

local controllerManager(config) = ownComponent(
  'kubernetes-system-controller-manager',
  'KubeControllerManager',
  config.controllerManagerSelector,
  'the controller manager',
  config
);

// `down` and `unreachable` are complete, and a selector has no percent sign: formatting them again changes nothing.
local formatted(rules, config) = [rule { expr: super.expr % config } for rule in rules];

function(config, managed) [
  { name: 'kubernetes-system', rules: formatted(general, config) },
  { name: 'kubernetes-system-apiserver', rules: formatted(apiserver(config), config) },
] + (
  if managed then [] else [scheduler(config), controllerManager(config)]
)
