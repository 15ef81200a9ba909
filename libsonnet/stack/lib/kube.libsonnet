// Kubernetes objects as every component of this stack shapes them.

// The restrictions that a container of this stack runs under. `user` is null where the image or the pod sets it.
local containerSecurity(user=null, seccomp=false, group=user) = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
} + (
  if user == null then {} else {
    runAsNonRoot: true,
    runAsUser: user,
    [if group != null then 'runAsGroup']: group,
  }
) + (
  if seccomp then { seccompProfile: { type: 'RuntimeDefault' } } else {}
);

{
  containerSecurity: containerSecurity,

  // What servers of this stack accept below TLS 1.3: forward secrecy and authenticated encryption, as Go names them.
  cipherSuites:: std.join(',', [
    'TLS_ECDHE_%s_WITH_%s' % [key, cipher]
    for cipher in ['AES_128_GCM_SHA256', 'AES_256_GCM_SHA384', 'CHACHA20_POLY1305']
    for key in ['RSA', 'ECDSA']
  ]),

  // A configuration file as upstream writes it, with quoted keys: to find out which of them need no quotes takes the
  // standard library about 0.1 s for each.
  yaml(value):: std.manifestYamlDoc(value) + '\n',

  // A file of the service account that Prometheus runs under.
  accountFile(name):: '/var/run/secrets/kubernetes.io/serviceaccount/' + name,

  // A label out of what discovery knows about the target.
  label(target, source):: {
    action: 'replace',
    sourceLabels: [source],
    targetLabel: target,
  },

  // apiGroups, resources and verbs of one RBAC rule.
  allow(apiGroup, resources, verbs):: {
    apiGroups: [apiGroup],
    resources: resources,
    verbs: verbs,
  },

  // What kube-rbac-proxy needs to ask the API server who calls and whether that caller may read metrics.
  delegatedAuthentication:: [
    $.allow('authentication.k8s.io', ['tokenreviews'], ['create']),
    $.allow('authorization.k8s.io', ['subjectaccessreviews'], ['create']),
  ],

  // Every pod runs on Linux; the cluster's scheduling and pull secrets are laid over the finished manifests.
  linux:: { 'kubernetes.io/os': 'linux' },

  // An ingress rule: pods with one of the app names `from` may reach the ports.
  from(app, ports, protocols=['TCP']):: {
    from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': app } } }],
    ports: [
      { port: port, protocol: protocol }
      for port in ports
      for protocol in protocols
    ],
  },

  // An endpoint behind HTTPS whose caller is recognised by its service account token.
  secureEndpoint(port):: {
    port: port,
    scheme: 'https',
    bearerTokenFile: $.accountFile('token'),
    tlsConfig: { insecureSkipVerify: true },
  },

  // The part of a component with a version, labelled as the app of that name. `objectName` is what its objects are
  // called.
  app(common, name, component, version, instance=null, objectName=name)::
    local selectorLabels = {
      'app.kubernetes.io/name': name,
      'app.kubernetes.io/component': component,
      [if instance != null then 'app.kubernetes.io/instance']: instance,
      'app.kubernetes.io/part-of': 'kube-prometheus',
    };
    $.part({
      name: objectName,
      namespace: common.namespace,
      labels: selectorLabels { 'app.kubernetes.io/version': version },
      selectorLabels: selectorLabels,
    }),

  // The objects of one component. `config` has name, namespace, labels and selectorLabels.
  part(config):: {
    local part = self,
    local labels = config.labels,
    local selector = { matchLabels: config.selectorLabels },

    labels:: labels,
    selectorLabels:: config.selectorLabels,

    metadata:: { name: config.name, namespace: config.namespace, labels: labels },
    clusterMetadata:: { name: config.name, labels: labels },

    serviceAccount(automount=false):: {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: part.metadata,
      automountServiceAccountToken: automount,
    },

    service(ports, spec={}):: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: part.metadata,
      spec: { ports: ports, selector: config.selectorLabels } + spec,
    },

    networkPolicy(ingress):: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: part.metadata,
      spec: {
        podSelector: selector,
        policyTypes: ['Egress', 'Ingress'],
        egress: [{}],
        ingress: ingress,
      },
    },

    podDisruptionBudget(spec):: {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: part.metadata,
      spec: { selector: selector } + spec,
    },

    serviceMonitor(endpoints, spec={}):: {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: part.metadata,
      spec: { selector: selector, endpoints: endpoints } + spec,
    },

    prometheusRule(name, groups):: {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: part.metadata {
        name: name,
        labels: labels { prometheus: 'k8s', role: 'alert-rules' },
      },
      spec: { groups: groups },
    },

    clusterRole(rules):: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: part.clusterMetadata,
      rules: rules,
    },

    clusterRoleBinding:: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: part.clusterMetadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: config.name },
      subjects: [part.subject],
    },

    role(name, namespace, rules):: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: name, namespace: namespace, labels: labels },
      rules: rules,
    },

    roleBinding(name, namespace):: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: name, namespace: namespace, labels: labels },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: name },
      subjects: [part.subject],
    },

    subject:: { kind: 'ServiceAccount', name: config.name, namespace: config.namespace },
  },

  // `kind`List of objects, as kube-prometheus ships its per-namespace roles.
  list(apiVersion, kind, items):: { apiVersion: apiVersion, kind: kind, items: items },
}
