// The API server's objective: how fast the error budget of 30 days burns, over several windows.

// A request is good when it takes at most a second; reads of a namespace may take 5, reads of a whole cluster 30.
// Whole bounds are 1 before Prometheus 3 and 1.0 since.
local atMost(seconds) = 'le=~"%d(\\\\.0)?"' % seconds;
local kinds = {
  read: {
    verbs: 'readVerbs',
    good: ['scope=~"resource|",' + atMost(1), 'scope="namespace",' + atMost(5), 'scope="cluster",' + atMost(30)],
  },
  write: { verbs: 'writeVerbs', good: [atMost(1)] },
};

local windows = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'];

// Both windows must burn: the long one shows that it matters, the short one that it still goes on.
local burns = [
  { factor: 14.4, long: '1h', short: '5m', duration: '2m', severity: 'critical' },
  { factor: 6, long: '6h', short: '30m', duration: '15m', severity: 'critical' },
  { factor: 3, long: '1d', short: '2h', duration: '1h', severity: 'warning' },
  { factor: 1, long: '3d', short: '6h', duration: '3h', severity: 'warning' },
];

function(config, requestDuration)
  local histogram = 'apiserver_request_%s_duration_seconds' % requestDuration;
  local requests(kind) = '%s,verb=~"%s"' % [config.apiserverSelector, config[kinds[kind].verbs]];
  local timed(kind) = requests(kind) + ',subresource!~"%s"' % config.longRunning;

  // Slow ones and errors among all. The series of the buckets differ in scope, so one sum takes them all; a cluster
  // without a single error has no series of errors, hence the zero.
  local burnRate(kind, window) = |||
    (
      sum by (%(clusterLabel)s) (rate(%(histogram)s_count{%(timed)s}[%(window)s]))
      - sum by (%(clusterLabel)s) (
        %(good)s
      )
      + (
        sum by (%(clusterLabel)s) (rate(apiserver_request_total{%(requests)s,code=~"5.."}[%(window)s]))
        or 0 * sum by (%(clusterLabel)s) (rate(apiserver_request_total{%(requests)s}[%(window)s]))
      )
    )
    / sum by (%(clusterLabel)s) (rate(apiserver_request_total{%(requests)s}[%(window)s]))
  ||| % {
    clusterLabel: config.clusterLabel,
    histogram: histogram,
    window: window,
    requests: requests(kind),
    timed: timed(kind),
    good: std.join('\n    or ', [
      'rate(%s_bucket{%s,%s}[%s])' % [histogram, timed(kind), good, window]
      for good in kinds[kind].good
    ]),
  };

  [
    {
      name: 'kube-apiserver-slos',
      rules: [
        {
          alert: 'KubeAPIErrorBudgetBurn',
          expr: |||
            sum by (%(clusterLabel)s) (apiserver_request:burnrate%(long)s) > %(factor)g * %(budget)g
            and on (%(clusterLabel)s)
            sum by (%(clusterLabel)s) (apiserver_request:burnrate%(short)s) > %(factor)g * %(budget)g
          ||| % (burn { clusterLabel: config.clusterLabel, budget: config.apiserverErrorBudget }),
          'for': burn.duration,
          labels: { severity: burn.severity, long: burn.long, short: burn.short },
          annotations: {
            summary: 'The API server uses up its error budget.',
            description: 'Requests to the API server fail or are slow %g times as often as the objective of 30 days allows.' % burn.factor,
          },
        }
        for burn in burns
      ],
    },
    {
      name: 'kube-apiserver-burnrate.rules',
      rules: [
        {
          record: 'apiserver_request:burnrate' + window,
          expr: burnRate(kind, window),
          labels: { verb: kind },
        }
        for kind in ['read', 'write']
        for window in windows
      ],
    },
    {
      name: 'kube-apiserver-histogram.rules',
      rules: [
        {
          record: 'cluster_quantile:%s:histogram_quantile' % histogram,
          expr: |||
            histogram_quantile(0.99,
              sum by (%s, le, resource) (rate(%s_bucket{%s}[5m]))
            ) > 0
          ||| % [config.clusterLabel, histogram, timed(kind)],
          labels: { verb: kind, quantile: '0.99' },
        }
        for kind in ['read', 'write']
      ],
    },
    (import 'apiserver-availability.libsonnet')(config, histogram, atMost),
  ]
