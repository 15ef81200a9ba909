// Grafana: whether it answers.
local rate = 'namespace_job_handler_statuscode:grafana_http_request_duration_seconds_count:rate5m';

// Queries that go through to a data source: their failures are not Grafana's.
local forwarded = ['/api/datasources/proxy/:id.*', '/api/ds/query', '/api/tsdb/query'];

function(config)
  local own = '%s{%s,handler!~"%s"' % [rate, config.grafanaSelector, std.join('|', forwarded)];
  [
    {
      name: 'GrafanaAlerts',
      rules: [
        {
          alert: 'GrafanaRequestsFailing',
          expr: |||
            100 * sum without (status_code) (%(own)s,status_code=~"5.."})
            / sum without (status_code) (%(own)s})
            > %(percent)d
          ||| % { own: own, percent: config.grafanaFailingPercent },
          'for': '5m',
          labels: { severity: 'warning' },
          annotations: {
            summary: 'Grafana answers with errors.',
            description: '{{ printf "%.3g" $value }}% of the requests to {{ $labels.handler }} of {{ $labels.namespace }}/{{ $labels.job }} fail.',
          },
        },
      ],
    },
    {
      name: 'grafana_rules',
      rules: [
        {
          record: rate,
          expr: |||
            sum by (%(clusterLabel)s, namespace, job, handler, status_code) (
              rate(grafana_http_request_duration_seconds_count{%(grafanaSelector)s}[5m])
            )
          ||| % config,
        },
      ],
    },
  ]
