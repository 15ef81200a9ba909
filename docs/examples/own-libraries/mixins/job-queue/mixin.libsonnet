// A mixin of somebody else: nothing in it knows monigen, and it has neither schema nor tests.
{
  _config+:: {
    jobSelector: 'job="job-queue"',
  },

  prometheusAlerts+:: {
    groups+: [{
      name: 'job-queue',
      rules: [{
        alert: 'JobQueueFailing',
        expr: 'rate(job_queue_failures_total{%(jobSelector)s}[5m]) > 0' % $._config,
        'for': '10m',
        labels: { severity: 'warning' },
        annotations: {
          summary: 'Jobs fail.',
          description: 'Jobs of {{ $labels.instance }} fail.',
        },
      }],
    }],
  },

  grafanaDashboards+:: {
    'job-queue.json': { uid: 'job-queue', title: 'Job queue', panels: [] },
  },
}
