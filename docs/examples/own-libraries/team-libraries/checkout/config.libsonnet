{
  _config+:: {
    // Namespace of the checkout service. Example: 'checkout-eu'.
    namespace: 'checkout',

    // Label selector of the scraped series, as it stands between { and }.
    checkoutSelector: 'job="checkout"',

    // Label that names the Kubernetes cluster; every aggregation keeps it.
    clusterLabel: 'cluster',

    // Orders that may wait. Example: 500.
    queueLimit: 100,

    // How long more may wait, in seconds. Example: 900.
    queueSeconds: 5 * 60,

    // CPU seconds per second that the service may use. Example: 4.
    cpuLimit: 2,

    // Where an alert's runbook is; %s becomes the alert's name in lower case.
    runbookUrlPattern: 'https://wiki.example.com/runbooks/%s',
  },
}
