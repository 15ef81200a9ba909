local runbooks = import '../lib/mixin/runbooks.libsonnet';

{
  _config+:: {
    // Label selectors of the scraped series, as they stand between { and }.
    // Example: 'job="apiserver"'.
    kubeletSelector: 'job="kubelet", metrics_path="/metrics"',  // its other paths repeat series
    apiserverSelector: 'job="apiserver"',

    // Label that names the Kubernetes cluster; every aggregation keeps it.
    // Example: 'k8s_cluster'.
    clusterLabel: 'cluster',

    // Remaining life in seconds of a kubelet's client or serving certificate at
    // which it is announced (warning, critical). Kubelets renew when 10 to 30
    // percent of the lifetime are left, which for a year is 36 days at the least.
    // For certificates of a day take about 5 percent of it. Example: 4320.
    expiryWarningSeconds: 7 * 24 * 60 * 60,
    expiryCriticalSeconds: 24 * 60 * 60,

    // How far back a failed renewal is reported, in seconds. A kubelet waits a
    // quarter of an hour and more between attempts. Example: 21600.
    renewalWindowSeconds: 60 * 60,

    // How long a serving certificate may wait for its approval, in seconds.
    // Example: 3600.
    pendingSeconds: 30 * 60,

    // How long only some of the kubelets may have a certificate whose expiry is
    // known, in seconds: longer than it takes to replace the nodes of a pool.
    // Example: 86400.
    coverageSeconds: 6 * 60 * 60,

    // Whether to report requests to the API server with a client certificate that
    // has expired or soon will. The metric names no client. Off where short-lived
    // client certificates are in use (KubeVirt, for one).
    clientCertificates: true,

    // Remaining life in seconds at which such a request counts: a bucket of
    // apiserver_client_certificate_expiration_seconds, one of 1800, 3600, 7200,
    // 21600, 43200, 86400, 172800, 345600, 604800, 2592000, 7776000.
    clientExpirySeconds: 7 * 24 * 60 * 60,

    // Where an alert's runbook is; %s becomes the alert's name in lower case.
    // Example: 'https://wiki.example.com/runbooks/%s'.
    runbookUrlPattern: runbooks.pattern('kubelet-certificates'),
  },
}
