local dashboard = import 'lib/mixin/dashboard.libsonnet';

{
  local config = $._config,
  local d = dashboard(config { cluster: '%s="$cluster"' % config.clusterLabel }),

  grafanaDashboards+:: {
    'checkout.json': d.dashboard({
      uid: 'checkout',
      title: 'Shop / Checkout',
      clusters: 'checkout_orders_waiting',
      body: [[
        d.timeseries('Orders that wait', [['checkout:orders_waiting:sum{%(cluster)s}', '{{namespace}}']]),
      ]],
    }),
  },
}
