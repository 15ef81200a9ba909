// How long the scheduler takes. Which histograms say so depends on the release.
function(config, histograms) [
  {
    name: 'kube-scheduler.rules',
    rules: [
      {
        record: 'cluster_quantile:scheduler_%s_duration_seconds:histogram_quantile' % histogram,
        expr: |||
          histogram_quantile(%s,
            sum without (instance, pod) (
              rate(scheduler_%s_duration_seconds_bucket{%s}[5m])
            )
          )
        ||| % [quantile, histogram, config.schedulerSelector],
        labels: { quantile: quantile },
      }
      for quantile in ['0.99', '0.9', '0.5']
      for histogram in histograms
    ],
  },
]
