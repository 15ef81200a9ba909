extension Structure {
  /// PrometheusRule and what says where to scrape.
  static let monitorFields: [Structure: [String: FieldType]] = [
    .prometheusRule: ["spec": .structure(.prometheusRuleSpec)],
    .prometheusRuleSpec: ["groups": .list(.keyed("name"), .ruleGroup)],
    .ruleGroup: [
      "interval": .duration, "query_offset": .duration,
      // Evaluated one after another. Many rules of a group share their name; then the labels tell them apart.
      "rules": .list(
        .items(
          ItemIdentity(tiers: [["alert|record", "labels"], ["alert|record"]], isOrdered: true, isStrict: true)), .rule),
    ],
    .rule: ["expr": .expression, "for": .duration, "keep_firing_for": .duration],
    .monitor: ["spec": .structure(.monitorSpec)],
    .monitorSpec: [
      "endpoints": .endpoints, "podMetricsEndpoints": .endpoints, "selector": .selector,
      "podTargetLabels": .set, "targetLabels": .set, "scrapeProtocols": .set,
      "namespaceSelector": .structure(.namespaceSelector),
    ],
    .namespaceSelector: ["matchNames": .set],
    .endpoint: [
      "interval": .duration, "scrapeTimeout": .duration, "targetPort": .integerOrString,
      "relabelings": .relabelings, "metricRelabelings": .relabelings,
    ],
    .probeMonitor: ["spec": .structure(.probeMonitorSpec)],
    .probeMonitorSpec: [
      "interval": .duration, "scrapeTimeout": .duration, "metricRelabelings": .relabelings,
      "targets": .structure(.probeTargets), "params": .list(.keyed("name"), .unknown),
    ],
    .probeTargets: ["ingress": .structure(.probeIngress), "staticConfig": .structure(.probeStaticTargets)],
    .probeIngress: [
      "selector": .selector, "relabelingConfigs": .relabelings, "namespaceSelector": .structure(.namespaceSelector),
    ],
    .probeStaticTargets: ["static": .set, "relabelingConfigs": .relabelings],
    .scrapeConfig: ["spec": .structure(.scrapeConfigSpec)],
    .scrapeConfigSpec: [
      "scrapeInterval": .duration, "scrapeTimeout": .duration, "relabelings": .relabelings,
      "metricRelabelings": .relabelings, "scrapeProtocols": .set, "staticConfigs": .list(.bag, .staticTargets),
      "kubernetesSDConfigs": .discoveries, "dockerSDConfigs": .discoveries, "dockerSwarmSDConfigs": .discoveries,
      "ec2SDConfigs": .discoveries, "consulSDConfigs": .discoveries, "dnsSDConfigs": .discoveries,
      "httpSDConfigs": .discoveries, "fileSDConfigs": .discoveries,
    ],
    .staticTargets: ["targets": .set],
    .serviceDiscovery: [
      "refreshInterval": .duration, "selectors": .list(.keyed("role"), .unknown),
      "filters": .list(.keyed("name"), .discoveryFilter), "names": .set, "files": .set, "services": .set, "tags": .set,
    ],
    .discoveryFilter: ["values": .set],
  ]

  /// Prometheus, PrometheusAgent and ThanosRuler.
  static let prometheusFields: [Structure: [String: FieldType]] = [
    .prometheus: ["spec": .structure(.prometheusSpec)],
    .prometheusSpec: podFields[.podSpec, default: [:]].merging([
      "image": .image, "storage": .structure(.prometheusStorage), "resources": .structure(.resources),
      "retention": .duration, "retentionSize": .byteSize, "scrapeInterval": .duration, "scrapeTimeout": .duration,
      "evaluationInterval": .duration, "ruleQueryOffset": .duration,
      "remoteWrite": .list(.remotes, .remoteWrite), "remoteRead": .list(.remotes, .remoteRead),
      "alerting": .structure(.alerting),
      "additionalArgs": .list(.keyed("name"), .unknown), "volumeMounts": .list(.keyed("mountPath"), .unknown),
      "enableFeatures": .set, "secrets": .set, "configMaps": .set, "podMonitorNamespaceSelector": .selector,
      "podMonitorSelector": .selector, "probeNamespaceSelector": .selector, "probeSelector": .selector,
      "ruleNamespaceSelector": .selector, "ruleSelector": .selector, "scrapeConfigNamespaceSelector": .selector,
      "scrapeConfigSelector": .selector, "serviceMonitorNamespaceSelector": .selector,
      "serviceMonitorSelector": .selector, "scrapeClasses": .list(.keyed("name"), .scrapeClass),
      "excludedFromEnforcement": .list(.keyed("group", "resource", "namespace", "name"), .unknown),
      "podMetadata": .structure(.metadata), "dnsConfig": .structure(.operatorDNSConfiguration),
      "scrapeProtocols": .set, "remoteWriteReceiverMessageVersions": .set, "otlp": .structure(.otlp),
      "web": .structure(.operatorWeb),
    ]) { _, new in new },
    // The definitions of the operator call these sets.
    .operatorDNSConfiguration: [
      "nameservers": .set, "searches": .set, "options": .list(.keyed("name"), .unknown),
    ],
    .operatorWeb: ["tlsConfig": .structure(.operatorWebTLS)],
    .operatorWebTLS: ["cipherSuites": .set, "curvePreferences": .set],
    .otlp: ["promoteResourceAttributes": .set, "ignoreResourceAttributes": .set],
    .prometheusStorage: [
      "volumeClaimTemplate": .structure(.claimTemplate), "emptyDir": .structure(.emptyDirectory),
      "ephemeral": .structure(.ephemeralVolume),
    ],
    .scrapeClass: ["relabelings": .relabelings, "metricRelabelings": .relabelings],
    .remoteWrite: [
      "writeRelabelConfigs": .relabelings, "remoteTimeout": .duration, "queueConfig": .structure(.queue),
      "metadataConfig": .structure(.queue),
    ],
    .queue: [
      "batchSendDeadline": .duration, "minBackoff": .duration, "maxBackoff": .duration, "sampleAgeLimit": .duration,
      "sendInterval": .duration,
    ],
    .remoteRead: ["remoteTimeout": .duration],
    .alerting: ["alertmanagers": .list(.keyed("namespace", "name", "port"), .alertmanagerEndpoint)],
    .alertmanagerEndpoint: [
      "port": .integerOrString, "timeout": .duration, "relabelings": .relabelings, "alertRelabelings": .relabelings,
    ],
  ]

  /// Alertmanager and AlertmanagerConfig.
  static let alertmanagerFields: [Structure: [String: FieldType]] = [
    .alertmanager: ["spec": .structure(.alertmanagerSpec)],
    .alertmanagerSpec: podFields[.podSpec, default: [:]].merging([
      "image": .image, "storage": .structure(.prometheusStorage), "resources": .structure(.resources),
      "retention": .duration, "secrets": .set, "configMaps": .set, "enableFeatures": .set,
      "volumeMounts": .list(.keyed("mountPath"), .unknown), "additionalArgs": .list(.keyed("name"), .unknown),
      "alertmanagerConfigNamespaceSelector": .selector, "alertmanagerConfigSelector": .selector,
      "additionalPeers": .set, "podMetadata": .structure(.metadata),
      "dnsConfig": .structure(.operatorDNSConfiguration), "web": .structure(.operatorWeb),
      "clusterGossipInterval": .duration, "clusterPeerTimeout": .duration, "clusterPushpullInterval": .duration,
    ]) { _, new in new },
    .alertmanagerConfig: ["spec": .structure(.alertmanagerConfigSpec)],
    .alertmanagerConfigSpec: [
      "receivers": .list(.keyed("name"), .unknown), "route": .structure(.alertmanagerRoute),
      "inhibitRules": .list(.bag, .inhibition), "muteTimeIntervals": .list(.keyed("name"), .unknown),
      "timeIntervals": .list(.keyed("name"), .unknown),
    ],
    .alertmanagerRoute: [
      "groupBy": .set, "groupWait": .duration, "groupInterval": .duration, "repeatInterval": .duration,
      "matchers": .list(.keyed("name", "matchType", "value"), .unknown), "activeTimeIntervals": .set,
      "muteTimeIntervals": .set,
      // The first route that matches wins.
      "routes": .list(
        .items(ItemIdentity(tiers: [["matchers"], ["receiver"]], isOrdered: true, isStrict: false)),
        .alertmanagerRoute),
    ],
    .inhibition: [
      "sourceMatch": .list(.keyed("name", "matchType", "value"), .unknown),
      "targetMatch": .list(.keyed("name", "matchType", "value"), .unknown), "equal": .set,
    ],
  ]
}

extension FieldType {
  /// Relabelling steps: each works on what the steps before it left.
  static let relabelings = FieldType.list(
    .items(
      ItemIdentity(
        tiers: [
          ["action?replace", "sourceLabels", "targetLabel", "regex"], ["action?replace", "sourceLabels", "targetLabel"],
        ],
        isOrdered: true, isStrict: false)), .unknown)

  /// The kubelet's monitor has four endpoints on one port: the path tells them apart.
  static let endpoints = FieldType.list(
    .items(
      ItemIdentity(
        tiers: [["port|targetPort", "path?/metrics", "params"], ["port|targetPort", "path?/metrics"]], isOrdered: false,
        isStrict: true)), .endpoint)

  /// Configurations of a service discovery; every one adds targets.
  static let discoveries = FieldType.list(.bag, .serviceDiscovery)
}

extension ListIdentity {
  /// `remoteWrite`, `remoteRead`: by name, or by URL where they have none.
  static let remotes = ListIdentity.items(
    ItemIdentity(tiers: [["name|url"], ["url"]], isOrdered: false, isStrict: true))
}
