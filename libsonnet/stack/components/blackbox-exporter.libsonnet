// blackbox-exporter: probes addresses from inside the cluster, for Probe objects.
local rbacProxy = import '../lib/kube-rbac-proxy.libsonnet';
local kube = import '../lib/kube.libsonnet';

local defaults = {
  common: error 'must provide common',
  name: 'blackbox-exporter',
  // The exporter's own port: probes without authentication. The proxy's port is always 9115.
  port: 19115,
  // The release labels its ClusterRole like everything else.
  labelsRole: true,
  resources: {
    requests: { cpu: '10m', memory: '20Mi' },
    limits: { cpu: '20m', memory: '40Mi' },
  },
  // What a Probe names as its module. Most clusters have no IPv6.
  modules: {
    local v4 = { preferred_ip_protocol: 'ip4' },
    local tcp(options={}) = { prober: 'tcp', tcp: v4 + options },

    http_2xx: { prober: 'http', http: v4 },
    http_post_2xx: { prober: 'http', http: v4 { method: 'POST' } },
    tcp_connect: tcp(),
    ssh_banner: tcp({ query_response: [{ expect: '^SSH-2[.]0-' }] }),
    pop3s_banner: tcp({
      query_response: [{ expect: '^[+]OK' }],
      tls: true,
      tls_config: { insecure_skip_verify: false },
    }),
    irc_banner: tcp({
      query_response: [
        { send: 'NICK prober' },
        { send: 'USER prober prober prober :prober' },
        { expect: 'PING :(\\S+)', send: 'PONG ${1}' },
        { expect: '^:\\S+ 001' },
      ],
    }),
  },
};

function(params)
  local c = defaults + params;
  local common = c.common;
  local part = kube.app(common, c.name, 'exporter', common.versions.blackboxExporter);
  local configuration = c.name + '-configuration';
  local directory = '/etc/blackbox_exporter/';
  local configured = [{ name: 'config', mountPath: directory, readOnly: true }];
  local security = kube.containerSecurity(65534, common.hardened, if common.hardened then 65534);

  {
    serviceAccount: part.serviceAccount(),

    clusterRole: part.clusterRole(kube.delegatedAuthentication) + (
      if c.labelsRole then {} else { metadata: { name: c.name } }
    ),

    clusterRoleBinding: part.clusterRoleBinding,

    configuration: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: part.metadata { name: configuration },
      // JSON is YAML too.
      data: { 'config.yml': kube.yaml({ modules: c.modules }) },
    },

    service: part.service([
      { name: 'https', port: 9115, targetPort: 'https' },
      { name: 'probe', port: c.port, targetPort: 'http' },
    ]),

    serviceMonitor: part.serviceMonitor([
      kube.secureEndpoint('https') { interval: '30s', path: '/metrics' },
    ]),

    networkPolicy: part.networkPolicy([kube.from('prometheus', [9115, c.port])]),

    deployment: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: part.metadata,
      spec: {
        replicas: 1,
        selector: { matchLabels: part.selectorLabels },
        template: {
          metadata: {
            labels: part.labels,
            annotations: { 'kubectl.kubernetes.io/default-container': c.name },
          },
          spec: {
            serviceAccountName: c.name,
            automountServiceAccountToken: true,
            nodeSelector: kube.linux,
            containers: [
              {
                name: c.name,
                image: common.images.blackboxExporter,
                args: [
                  '--config.file=%sconfig.yml' % directory,
                  '--web.listen-address=:%d' % c.port,
                ],
                ports: [{ name: 'http', containerPort: c.port }],
                resources: c.resources,
                securityContext: security,
                volumeMounts: configured,
              },
              // Tells the exporter when its modules change.
              {
                name: 'module-configmap-reloader',
                image: common.images.configmapReload,
                args: [
                  '--webhook-url=http://localhost:%d/-/reload' % c.port,
                  '--volume-dir=' + directory,
                ],
                resources: c.resources,
                securityContext: security,
                volumeMounts: configured,
              },
              rbacProxy({
                image: common.images.kubeRbacProxy,
                listen: ':9115',
                upstream: 'http://127.0.0.1:%d/' % c.port,
                ports: [{ name: 'https', containerPort: 9115 }],
                seccomp: common.hardened,
              }),
            ],
            volumes: [{ name: 'config', configMap: { name: configuration } }],
          },
        },
      },
    },
  }
