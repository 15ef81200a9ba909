// What holds with any settings: a function of them that gives a file of tests.
function(config) {
  evaluation_interval: '1m',
  tests: [{
    name: 'one order more than the limit',
    interval: '1m',
    input_series: [{
      series: 'checkout_orders_waiting{%(checkoutSelector)s, namespace="%(namespace)s"}' % config,
      values: '%dx60' % (config.queueLimit + 1),
    }],
    promql_expr_test: [{
      expr: 'ALERTS{alertname="CheckoutQueueLong", alertstate="firing"}',
      eval_time: '%ds' % (config.queueSeconds + 120),
      exp_samples: [{
        labels: 'ALERTS{alertname="CheckoutQueueLong", alertstate="firing", namespace="%s", severity="warning"}' % config.namespace,
        value: 1,
      }],
    }],
  }],
}
