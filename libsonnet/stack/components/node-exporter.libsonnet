// node-exporter: one pod on every node, its metrics behind kube-rbac-proxy.
local rbacProxy = import '../lib/kube-rbac-proxy.libsonnet';
local kube = import '../lib/kube.libsonnet';
local rules = import '../lib/rules.libsonnet';

local defaults = {
  common: error 'must provide common',
  name: 'node-exporter',
  // The port that node-exporter listens on, at 127.0.0.1 only. The pod's port is always 9100.
  port: error 'must provide port',
  // Processes are read from the mounted file system, too.
  hostProcfs: false,
  resources: {
    requests: { cpu: '102m', memory: '180Mi' },
    limits: { cpu: '250m', memory: '180Mi' },
  },
  // Interfaces of pods and mounts of containers: many, short-lived, and visible through the kubelet already.
  ignoredDevices: '^(veth.*|[a-f0-9]{15})$',
  ignoredMounts: [
    'dev',
    'proc',
    'sys',
    'run/k3s/containerd/.+',
    'var/lib/docker/.+',
    'var/lib/kubelet/pods/.+',
  ],
};

function(params)
  local c = defaults + params;
  local common = c.common;
  local part = kube.app(common, c.name, 'exporter', common.versions.nodeExporter);
  local root = '/host/root';
  local hostMount(name, path) = {
    name: name,
    mountPath: path,
    mountPropagation: 'HostToContainer',
    readOnly: true,
  };

  {
    serviceAccount: part.serviceAccount(),

    clusterRole: part.clusterRole(kube.delegatedAuthentication),

    clusterRoleBinding: part.clusterRoleBinding,

    service: part.service([{ name: 'https', port: 9100, targetPort: 'https' }], { clusterIP: 'None' }),

    serviceMonitor: part.serviceMonitor([
      kube.secureEndpoint('https') {
        interval: '15s',
        // Series of a node keep their name when the pod moves to another address.
        relabelings: [kube.label('instance', '__meta_kubernetes_pod_node_name')],
      },
    ], { jobLabel: 'app.kubernetes.io/name' }),

    networkPolicy: part.networkPolicy([kube.from('prometheus', [9100])]),

    daemonset: {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: part.metadata,
      spec: {
        selector: { matchLabels: part.selectorLabels },
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
        template: {
          metadata: {
            labels: part.labels,
            annotations: { 'kubectl.kubernetes.io/default-container': c.name },
          },
          spec: {
            serviceAccountName: c.name,
            automountServiceAccountToken: true,
            hostNetwork: true,
            hostPID: true,
            nodeSelector: kube.linux,
            // Every node, whatever its taints.
            tolerations: [{ operator: 'Exists' }],
            priorityClassName: 'system-cluster-critical',
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 65534,
              [if common.hardened then 'runAsGroup']: 65534,
            },
            containers: [
              {
                name: c.name,
                image: common.images.nodeExporter,
                args: [
                  '--web.listen-address=127.0.0.1:%d' % c.port,
                  '--path.sysfs=/host/sys',
                  '--path.rootfs=' + root,
                ] + (if c.hostProcfs then ['--path.procfs=' + root + '/proc'] else []) + [
                  '--path.udev.data=' + root + '/run/udev/data',
                  '--no-collector.wifi',
                  '--no-collector.hwmon',
                  '--no-collector.btrfs',
                  '--collector.filesystem.mount-points-exclude=^/(%s)($|/)' % std.join('|', c.ignoredMounts),
                  '--collector.netclass.ignored-devices=' + c.ignoredDevices,
                  '--collector.netdev.device-exclude=' + c.ignoredDevices,
                ],
                resources: c.resources,
                // SYS_TIME: the timex collector asks the kernel for the clock's state.
                securityContext: kube.containerSecurity() { capabilities+: { add: ['SYS_TIME'] } },
                volumeMounts: [hostMount('sys', '/host/sys'), hostMount('root', root)],
              },
              rbacProxy({
                image: common.images.kubeRbacProxy,
                listen: '[$(IP)]:9100',
                upstream: 'http://127.0.0.1:%d/' % c.port,
                env: [{ name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }],
                // hostPort says what hostNetwork does anyway, so that the scheduler sees conflicts.
                ports: [{ name: 'https', containerPort: 9100, hostPort: 9100 }],
                seccomp: common.hardened,
              }),
            ],
            volumes: [
              { name: 'sys', hostPath: { path: '/sys' } },
              { name: 'root', hostPath: { path: '/' } },
            ],
          },
        },
      },
    },

    prometheusRule: part.prometheusRule(
      c.name + '-rules',
      rules.finish((import '../rules/node.libsonnet')(common.rules), common)
    ),
  }
