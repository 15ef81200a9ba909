// The lag of standbys with whatever limits a cluster has.
local humanize = import '../../lib/mixin/humanize.libsonnet';

function(config)
  local limits = { warning: config.replicationLagWarningSeconds, critical: config.replicationLagCriticalSeconds };
  local labels = { namespace: 'shop', pod: 'orders-2', [config.postgresClusterLabel]: 'orders' };
  local expected(lag, severity) = {
    exp_labels: labels { severity: severity },
    exp_annotations: {
      summary: 'A Postgres standby lags behind.',
      description: 'Instance orders-2 of Postgres cluster shop/orders is %s behind its primary.' % humanize.duration(lag),
      runbook_url: config.runbookUrlPattern % 'cloudnativepgreplicationlag',
    },
  };
  {
    evaluation_interval: '1m',
    tests: [
      {
        name: 'a standby that is %s behind' % humanize.duration(lag),
        interval: '1m',
        input_series: [{
          series: 'cnpg_pg_replication_lag{%s, namespace="shop", pod="orders-2", %s="orders", %s="replica"}' % [
            config.instanceSelector,
            config.postgresClusterLabel,
            config.instanceRoleLabel,
          ],
          values: '%dx30' % lag,
        }],
        alert_rule_test: [{
          eval_time: '20m',
          alertname: 'CloudNativePGReplicationLag',
          exp_alerts: [
            expected(lag, severity)
            for severity in std.objectFields(limits)
            if lag > limits[severity]
          ],
        }],
      }
      for lag in std.set([limits.warning, limits.warning + 60, limits.critical + 60])
    ],
  }
