// prometheus-adapter: serves the resource metrics API (kubectl top, HorizontalPodAutoscaler) out of Prometheus.
local configuration = import '../lib/adapter-config.libsonnet';
local kube = import '../lib/kube.libsonnet';

local defaults = {
  common: error 'must provide common',
  name: 'prometheus-adapter',
  replicas: 2,
  resources: {
    requests: { cpu: '102m', memory: '180Mi' },
    limits: { cpu: '250m', memory: '180Mi' },
  },
  // Of the API server library inside, and of no use here.
  dropped: [
    'apiserver_client_certificate_.*',
    'apiserver_envelope_.*',
    'apiserver_flowcontrol_.*',
    'apiserver_storage_.*',
    'apiserver_webhooks_.*',
    'workqueue_.*',
  ],
};

local rbac = 'rbac.authorization.k8s.io';

function(params)
  local c = defaults + params;
  local common = c.common;
  local part = kube.app(common, c.name, 'metrics-adapter', common.versions.prometheusAdapter);
  local read = ['get', 'list', 'watch'];
  local measured = kube.allow('metrics.k8s.io', ['nodes', 'pods'], read);
  local config = kube.yaml(configuration(common.rules));

  local mounts = {
    // The serving certificate is made at start.
    'volume-serving-cert': { path: '/var/run/serving-cert', volume: { emptyDir: {} } },
    tmpfs: { path: '/tmp', volume: { emptyDir: {} } },
    config: { path: '/etc/adapter', volume: { configMap: { name: 'adapter-config' } }, readOnly: true },
  };
  local probe(path, seconds, failures) = {
    httpGet: { path: path, port: 'https', scheme: 'HTTPS' },
    periodSeconds: seconds,
    failureThreshold: failures,
  };

  {
    serviceAccount: part.serviceAccount(),

    apiService: {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      metadata: part.clusterMetadata { name: 'v1beta1.metrics.k8s.io' },
      spec: {
        group: 'metrics.k8s.io',
        version: 'v1beta1',
        service: { name: c.name, namespace: common.namespace },
        insecureSkipTLSVerify: true,
        groupPriorityMinimum: 100,
        versionPriority: 100,
      },
    },

    clusterRole: part.clusterRole([kube.allow('', ['namespaces', 'nodes', 'pods', 'services'], read)]),

    clusterRoleBinding: part.clusterRoleBinding,

    // Whoever may view, edit or administer may also see what pods and nodes use.
    clusterRoleAggregatedMetricsReader: part.clusterRole([measured]) {
      metadata: part.clusterMetadata {
        name: 'system:aggregated-metrics-reader',
        labels+: {
          [rbac + '/aggregate-to-' + role]: 'true'
          for role in ['admin', 'edit', 'view']
        },
      },
    },

    // For binding to others: nothing here is bound to it.
    clusterRoleServerResources: part.clusterRole([measured]) {
      metadata+: { name: 'resource-metrics-server-resources' },
    },

    clusterRoleBindingDelegator: part.clusterRoleBinding {
      metadata+: { name: 'resource-metrics:system:auth-delegator' },
      roleRef+: { name: 'system:auth-delegator' },
    },

    roleBindingAuthReader: part.roleBinding('resource-metrics-auth-reader', 'kube-system') {
      roleRef+: { name: 'extension-apiserver-authentication-reader' },
    },

    configMap: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: part.metadata { name: 'adapter-config' },
      data: { 'config.yaml': config },
    },

    service: part.service([{ name: 'https', port: 443, targetPort: 6443 }]),

    serviceMonitor: part.serviceMonitor([
      kube.secureEndpoint('https') {
        interval: '30s',
        metricRelabelings: [{
          action: 'drop',
          sourceLabels: ['__name__'],
          regex: '(%s)' % std.join('|', c.dropped),
        }],
      },
    ]),

    // The API server calls it, from an address that no selector describes.
    networkPolicy: part.networkPolicy([{}]),

    [if c.replicas > 1 then 'podDisruptionBudget']: part.podDisruptionBudget({ minAvailable: 1 }),

    deployment: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: part.metadata,
      spec: {
        replicas: c.replicas,
        selector: { matchLabels: part.selectorLabels },
        strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 1 } },
        template: {
          metadata: {
            labels: part.labels,
            // It reads its configuration at start only.
            annotations: { 'checksum.config/md5': std.md5(config) },
          },
          spec: {
            serviceAccountName: c.name,
            automountServiceAccountToken: true,
            nodeSelector: kube.linux,
            containers: [
              {
                name: c.name,
                image: common.images.prometheusAdapter,
                args: [
                  '--cert-dir=' + mounts['volume-serving-cert'].path,
                  '--config=%s/config.yaml' % mounts.config.path,
                  '--metrics-relist-interval=1m',
                  '--prometheus-url=http://prometheus-k8s.%s.svc:9090/' % common.namespace,
                  '--secure-port=6443',
                  '--tls-cipher-suites=' + kube.cipherSuites,
                ],
                ports: [{ name: 'https', containerPort: 6443 }],
                startupProbe: probe('/livez', 10, 18),
                livenessProbe: probe('/livez', 5, 5),
                readinessProbe: probe('/readyz', 5, 5),
                resources: c.resources,
                securityContext: kube.containerSecurity(seccomp=common.hardened) { runAsNonRoot: true },
                volumeMounts: [
                  {
                    name: name,
                    mountPath: mounts[name].path,
                    [if std.objectHas(mounts[name], 'readOnly') then 'readOnly']: mounts[name].readOnly,
                  }
                  for name in std.objectFields(mounts)
                ],
              },
            ],
            volumes: [mounts[name].volume { name: name } for name in std.objectFields(mounts)],
          },
        },
      },
    },
  }
