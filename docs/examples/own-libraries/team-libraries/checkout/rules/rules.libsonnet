{
  local config = $._config,

  prometheusRules+:: {
    groups+: [{
      name: 'checkout.rules',
      rules: [{
        record: 'checkout:orders_waiting:sum',
        expr: |||
          sum by (%(clusterLabel)s, namespace) (checkout_orders_waiting{%(checkoutSelector)s})
        ||| % config,
      }],
    }],
  },
}
