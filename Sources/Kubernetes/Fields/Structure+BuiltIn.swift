extension Structure {
  /// Services, ServiceAccounts and Ingresses.
  static let serviceFields: [Structure: [String: FieldType]] = [
    .service: ["spec": .structure(.serviceSpec)],
    .serviceSpec: [
      "ports": .list(
        .items(ItemIdentity(tiers: [["name"], ["port", "protocol?TCP"]], isOrdered: false, isStrict: true)),
        .servicePort),
      "externalIPs": .set, "loadBalancerSourceRanges": .set,
    ],
    .servicePort: ["targetPort": .integerOrString],
    .serviceAccount: ["secrets": .list(.keyed("name"), .unknown), "imagePullSecrets": .list(.keyed("name"), .unknown)],
    .endpoints: ["subsets": .list(.bag, .endpointSubset)],
    .endpointSubset: [
      "addresses": .list(.keyed("ip"), .unknown), "notReadyAddresses": .list(.keyed("ip"), .unknown),
      "ports": .list(.keyed("port", "protocol?TCP"), .unknown),
    ],
    .ingress: ["spec": .structure(.ingressSpec)],
    .ingressSpec: [
      "rules": .list(.keyed("host?*"), .ingressRule), "tls": .list(.keyed("secretName"), .ingressTLS),
    ],
    .ingressRule: ["http": .structure(.ingressPaths)],
    .ingressPaths: ["paths": .list(.keyed("path", "pathType"), .unknown)],
    .ingressTLS: ["hosts": .set],
  ]

  /// Network policies: rules are what they hold, and all of them apply.
  static let networkFields: [Structure: [String: FieldType]] = [
    .networkPolicy: ["spec": .structure(.networkPolicySpec)],
    .networkPolicySpec: [
      "podSelector": .selector, "policyTypes": .set,
      "ingress": .list(.bag, .networkPolicyRule), "egress": .list(.bag, .networkPolicyRule),
    ],
    .networkPolicyRule: [
      "from": .list(.bag, .networkPolicyPeer), "to": .list(.bag, .networkPolicyPeer),
      "ports": .list(.keyed("port", "protocol?TCP"), .networkPolicyPort),
    ],
    .networkPolicyPeer: [
      "podSelector": .selector, "namespaceSelector": .selector, "ipBlock": .structure(.addressBlock),
    ],
    .addressBlock: ["except": .set],
    .networkPolicyPort: ["port": .integerOrString],
  ]

  /// Access, configuration, scaling, admission and quotas.
  static let builtInFields: [Structure: [String: FieldType]] = [
    .role: ["rules": .list(.permissions, .accessRule), "aggregationRule": .structure(.aggregation)],
    .accessRule: [
      "apiGroups": .set, "resources": .set, "resourceNames": .set, "nonResourceURLs": .set, "verbs": .set,
    ],
    .aggregation: ["clusterRoleSelectors": .list(.bag, .labelSelector)],
    .roleBinding: ["subjects": .list(.keyed("kind", "namespace", "name"), .unknown)],
    .autoscaler: ["spec": .structure(.autoscalerSpec)],
    .autoscalerSpec: [
      "metrics": .list(
        .keyed(
          "type",
          "resource.name|containerResource.name|pods.metric.name|object.metric.name|external.metric.name"), .unknown),
    ],
    .disruptionBudget: ["spec": .structure(.disruptionBudgetSpec)],
    .disruptionBudgetSpec: [
      "selector": .selector, "minAvailable": .integerOrString, "maxUnavailable": .integerOrString,
    ],
    .webhooks: ["webhooks": .list(.keyed("name"), .webhook)],
    .webhook: [
      "matchConditions": .list(.keyed("name"), .unknown), "namespaceSelector": .selector, "objectSelector": .selector,
      "rules": .list(.bag, .webhookRule), "admissionReviewVersions": .list(.sequence, .unknown),
    ],
    .admissionPolicy: ["spec": .structure(.admissionPolicySpec)],
    .admissionPolicySpec: [
      "variables": .list(.keyed("name"), .unknown), "matchConditions": .list(.keyed("name"), .unknown),
    ],
    .webhookRule: ["apiGroups": .set, "apiVersions": .set, "operations": .set, "resources": .set],
    .quota: ["spec": .structure(.quotaSpec)],
    .quotaSpec: ["hard": .map(.quantity), "scopes": .set],
    .limitRange: ["spec": .structure(.limitRangeSpec)],
    .limitRangeSpec: ["limits": .list(.keyed("type"), .limitRangeItem)],
    .limitRangeItem: [
      "max": .map(.quantity), "min": .map(.quantity), "default": .map(.quantity), "defaultRequest": .map(.quantity),
      "maxLimitRequestRatio": .map(.quantity),
    ],
  ]

  /// Custom resource definitions and the schemas in them.
  static let definitionFields: [Structure: [String: FieldType]] = [
    .definition: ["spec": .structure(.definitionSpec)],
    .definitionSpec: ["versions": .list(.keyed("name"), .definitionVersion), "names": .structure(.definitionNames)],
    .definitionNames: ["shortNames": .set, "categories": .set],
    .definitionVersion: [
      "additionalPrinterColumns": .list(.keyed("name"), .unknown), "schema": .structure(.definitionSchema),
      "selectableFields": .list(.keyed("jsonPath"), .unknown),
    ],
    .definitionSchema: ["openAPIV3Schema": .structure(.schema)],
    .schema: [
      "properties": .map(.structure(.schema)), "patternProperties": .map(.structure(.schema)),
      "definitions": .map(.structure(.schema)), "items": .structure(.schema),
      "additionalProperties": .structure(.schema), "not": .structure(.schema),
      "allOf": .list(.bag, .schema), "anyOf": .list(.bag, .schema), "oneOf": .list(.bag, .schema),
      "required": .set, "enum": .set, "x-kubernetes-list-map-keys": .set,
      "x-kubernetes-validations": .list(.keyed("rule"), .unknown),
    ],
  ]
}
