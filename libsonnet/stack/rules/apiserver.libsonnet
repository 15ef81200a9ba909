// The API server's objective: how fast the error budget of 30 days burns, over several windows.

// A request is bad when it fails or is slow: beyond a second for writes and single objects, 5 for a namespace, 30 for all.
local slow(verbs, buckets) = {
  expr(window):: |||
    (
      sum by (%%(clusterLabel)s) (rate(%%(histogram)s_count{%%(requests)s,%(verbs)s}[%(window)s]))
      - (
        %(buckets)s
      )
      + (sum by (%%(clusterLabel)s) (rate(apiserver_request_total{%%(apiserverSelector)s,%(verbs)s,code=~"5.."}[%(window)s])) or vector(0))
    )
    / sum by (%%(clusterLabel)s) (rate(apiserver_request_total{%%(apiserverSelector)s,%(verbs)s}[%(window)s]))
  ||| % {
    verbs: verbs,
    window: window,
    buckets: std.join('\n    + ', [
      '(sum by (%%(clusterLabel)s) (rate(%%(histogram)s_bucket{%%(requests)s,%s,%s}[%s])) or vector(0))' % [
        verbs,
        bucket,
        window,
      ]
      for bucket in buckets
    ]),
  },
};

local objectives = {
  read: slow('verb=~"%(readVerbs)s"', [
    'scope=~"resource|",le=~"1(\\\\.0)?"',
    'scope="namespace",le=~"5(\\\\.0)?"',
    'scope="cluster",le=~"30(\\\\.0)?"',
  ]),
  write: slow('verb=~"%(writeVerbs)s"', ['le=~"1(\\\\.0)?"']),
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
  local known = config {
    histogram: histogram,
    requests: '%(apiserverSelector)s,subresource!~"%(longRunning)s"' % config,
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
          expr: objectives[verb].expr(window) % known % known,
          labels: { verb: verb },
        }
        for verb in std.objectFields(objectives)
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
              sum by (%(clusterLabel)s, le, resource) (
                rate(%(histogram)s_bucket{%(requests)s,verb=~"%(verbs)s"}[5m])
              )
            ) > 0
          ||| % (known { verbs: if verb == 'read' then config.readVerbs else config.writeVerbs }),
          labels: { verb: verb, quantile: '0.99' },
        }
        for verb in ['read', 'write']
      ],
    },
  ]
