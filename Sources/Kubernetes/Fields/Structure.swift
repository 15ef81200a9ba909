/// The objects, and parts of objects, whose fields the tables know.
///
/// The tables are data read off the Kubernetes API types (`+listMapKey`, `+patchMergeKey`), the definitions of
/// prometheus-operator (`x-kubernetes-list-type`) and, for lists that the API calls atomic, off what their items mean.
public enum Structure: Sendable, Hashable, CaseIterable {
  // Every object.
  case object, metadata, annotations, podTemplate, claimTemplate, labelSelector, requirement
  // Pods and what runs them.
  case workload, workloadSpec, cronJob, cronJobSpec, jobTemplate, updateStrategy, rollingUpdate, podObject, podSpec,
    container, probe, probeAction, resources, dnsConfiguration
  // Where pods run, and what they keep their data in.
  case affinity, podAffinity, nodeAffinity, nodeSelector, nodeSelectorTerm, podAffinityTerm, weightedPodAffinityTerm,
    preferredNodeTerm, topologySpread, volume, projection, projectionSource, emptyDirectory, ephemeralVolume, claim,
    claimSpec, storage, storageSpec
  // Services and the network.
  case service, serviceSpec, servicePort, serviceAccount, endpoints, endpointSubset, ingress, ingressSpec, ingressRule,
    ingressPaths, ingressTLS, networkPolicy, networkPolicySpec, networkPolicyRule, networkPolicyPeer, networkPolicyPort,
    addressBlock
  // Access, configuration and other built-in kinds.
  case role, accessRule, aggregation, roleBinding, autoscaler, autoscalerSpec, disruptionBudget,
    disruptionBudgetSpec, webhooks, webhook, webhookRule, admissionPolicy, admissionPolicySpec, quota,
    quotaSpec, limitRange, limitRangeSpec, limitRangeItem
  // Custom resource definitions.
  case definition, definitionSpec, definitionNames, definitionVersion, definitionSchema, schema
  // prometheus-operator: rules and targets.
  case prometheusRule, prometheusRuleSpec, ruleGroup, rule, monitor, monitorSpec, namespaceSelector, endpoint,
    probeMonitor, probeMonitorSpec, probeTargets, probeIngress, probeStaticTargets, scrapeConfig,
    scrapeConfigSpec, staticTargets, serviceDiscovery, discoveryFilter
  // prometheus-operator: servers.
  case prometheus, prometheusSpec, operatorDNSConfiguration, operatorWeb, operatorWebTLS, otlp, prometheusStorage,
    scrapeClass, remoteWrite, remoteRead, queue, alerting, alertmanagerEndpoint, alertmanager, alertmanagerSpec,
    alertmanagerConfig, alertmanagerConfigSpec, alertmanagerRoute, inhibition
  // Documents in ConfigMaps and Secrets.
  case alertmanagerDocument, alertmanagerGlobal, documentRoute, documentTimeInterval, documentTimes, documentInhibition,
    scrapeDocument, documentTargets, datasourcesDocument, dashboardDocument, dashboardAnnotations, adapterDocument,
    adapterResourceRule, blackboxDocument, blackboxModule, blackboxHTTP
}

extension Structure {
  /// The types of the fields that need one.
  public var fields: [String: FieldType] { Self.table[self] ?? [:] }

  private static let table: [Structure: [String: FieldType]] = {
    let parts = [
      objectFields, workloadFields, podFields, schedulingFields, volumeFields, serviceFields, networkFields,
      builtInFields, definitionFields, monitorFields, prometheusFields, alertmanagerFields,
      documentFields,
    ]
    var table: [Structure: [String: FieldType]] = [:]
    for part in parts { table.merge(part) { first, _ in first } }
    for root in Set(kinds.values) {
      table[root, default: [:]].merge(objectFields[.object, default: [:]]) { own, _ in own }
    }
    return table
  }()
}
