extension Structure {
  /// Deployments, DaemonSets, StatefulSets, ReplicaSets, Jobs, CronJobs and bare Pods.
  static let workloadFields: [Structure: [String: FieldType]] = [
    .workload: ["spec": .structure(.workloadSpec)],
    .workloadSpec: [
      "selector": .selector, "template": .structure(.podTemplate), "strategy": .structure(.updateStrategy),
      "updateStrategy": .structure(.updateStrategy),
      "volumeClaimTemplates": .list(.keyed("metadata.name"), .claimTemplate),
    ],
    .updateStrategy: ["rollingUpdate": .structure(.rollingUpdate)],
    .rollingUpdate: ["maxUnavailable": .integerOrString, "maxSurge": .integerOrString],
    .cronJob: ["spec": .structure(.cronJobSpec)],
    .cronJobSpec: ["jobTemplate": .structure(.jobTemplate)],
    .jobTemplate: ["metadata": .structure(.metadata), "spec": .structure(.workloadSpec)],
    .podObject: ["spec": .structure(.podSpec)],
  ]

  /// What a pod is made of.
  static let podFields: [Structure: [String: FieldType]] = [
    .podSpec: [
      "containers": .list(.keyed("name"), .container),
      // They run one after another.
      "initContainers": .list(.ordered("name"), .container),
      "ephemeralContainers": .list(.keyed("name"), .container),
      "volumes": .list(.keyed("name"), .volume),
      "imagePullSecrets": .list(.keyed("name"), .unknown),
      "hostAliases": .list(.keyed("ip"), .unknown),
      "topologySpreadConstraints": .list(.keyed("topologyKey", "whenUnsatisfiable"), .topologySpread),
      "tolerations": .list(.keyed("key", "operator?Equal", "value", "effect"), .unknown),
      "affinity": .structure(.affinity),
      "resourceClaims": .list(.keyed("name"), .unknown),
      "schedulingGates": .list(.keyed("name"), .unknown),
      "readinessGates": .list(.keyed("conditionType"), .unknown),
      "overhead": .map(.quantity),
      "resources": .structure(.resources),
      "dnsConfig": .structure(.dnsConfiguration),
    ],
    // Name servers and search domains are asked in their order.
    .dnsConfiguration: ["options": .list(.keyed("name"), .unknown)],
    .container: [
      "image": .image,
      "args": .list(.arguments, .unknown),
      "command": .list(.arguments, .unknown),
      "env": .list(.keyed("name"), .unknown),
      // A later source wins over an earlier one.
      "envFrom": .list(.ordered("configMapRef.name|secretRef.name", "prefix"), .unknown),
      "ports": .list(.keyed("containerPort", "protocol?TCP"), .unknown),
      "volumeMounts": .list(.keyed("mountPath"), .unknown),
      "volumeDevices": .list(.keyed("devicePath"), .unknown),
      "resources": .structure(.resources),
      "resizePolicy": .list(.keyed("resourceName"), .unknown),
      "livenessProbe": .structure(.probe), "readinessProbe": .structure(.probe), "startupProbe": .structure(.probe),
    ],
    .resources: [
      "limits": .map(.quantity), "requests": .map(.quantity), "claims": .list(.keyed("name"), .unknown),
    ],
    .probe: ["httpGet": .structure(.probeAction), "tcpSocket": .structure(.probeAction)],
    .probeAction: ["port": .integerOrString, "httpHeaders": .list(.keyed("name", "value"), .unknown)],
  ]

  /// Where pods may run.
  static let schedulingFields: [Structure: [String: FieldType]] = [
    .affinity: [
      "nodeAffinity": .structure(.nodeAffinity), "podAffinity": .structure(.podAffinity),
      "podAntiAffinity": .structure(.podAffinity),
    ],
    .nodeAffinity: [
      "requiredDuringSchedulingIgnoredDuringExecution": .structure(.nodeSelector),
      "preferredDuringSchedulingIgnoredDuringExecution": .list(.bag, .preferredNodeTerm),
    ],
    .nodeSelector: ["nodeSelectorTerms": .list(.bag, .nodeSelectorTerm)],
    .preferredNodeTerm: ["preference": .structure(.nodeSelectorTerm)],
    .nodeSelectorTerm: ["matchExpressions": .requirements, "matchFields": .requirements],
    .podAffinity: [
      "requiredDuringSchedulingIgnoredDuringExecution": .list(.bag, .podAffinityTerm),
      "preferredDuringSchedulingIgnoredDuringExecution": .list(.bag, .weightedPodAffinityTerm),
    ],
    .weightedPodAffinityTerm: ["podAffinityTerm": .structure(.podAffinityTerm)],
    .podAffinityTerm: [
      "labelSelector": .selector, "namespaceSelector": .selector, "namespaces": .set, "matchLabelKeys": .set,
      "mismatchLabelKeys": .set,
    ],
    .topologySpread: ["labelSelector": .selector, "matchLabelKeys": .set],
    .labelSelector: ["matchExpressions": .requirements],
    .requirement: ["values": .set],
  ]

  /// What pods keep their data in.
  static let volumeFields: [Structure: [String: FieldType]] = [
    .volume: [
      "configMap": .structure(.projection), "secret": .structure(.projection), "downwardAPI": .structure(.projection),
      "projected": .structure(.projection), "emptyDir": .structure(.emptyDirectory),
      "ephemeral": .structure(.ephemeralVolume),
    ],
    .projection: [
      "items": .list(
        .items(ItemIdentity(tiers: [["key", "path"], ["key"]], isOrdered: false, isStrict: true)), .unknown),
      "sources": .list(
        .keyed("configMap.name|secret.name|serviceAccountToken.path|clusterTrustBundle.path"), .projectionSource),
    ],
    .projectionSource: [
      "configMap": .structure(.projection), "secret": .structure(.projection), "downwardAPI": .structure(.projection),
    ],
    .emptyDirectory: ["sizeLimit": .quantity],
    .ephemeralVolume: ["volumeClaimTemplate": .structure(.claimTemplate)],
    .claim: ["spec": .structure(.claimSpec)],
    .claimSpec: ["resources": .structure(.resources), "selector": .selector, "accessModes": .set],
    .storage: ["spec": .structure(.storageSpec)],
    .storageSpec: ["capacity": .map(.quantity), "accessModes": .set],
  ]
}
