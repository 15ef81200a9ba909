extension Structure {
  /// What is known of objects of a kind: of one that the tables do not name, what every object has.
  public static func root(group: String, kind: String) -> Structure { kinds[group + "/" + kind] ?? .object }

  /// The kinds whose fields the tables know, by group and kind.
  static let kinds: [String: Structure] = [
    "/Pod": .podObject,
    "/ReplicationController": .workload,
    "/Service": .service,
    "/ServiceAccount": .serviceAccount,
    "/PersistentVolumeClaim": .claim,
    "/PersistentVolume": .storage,
    "/Endpoints": .endpoints,
    "/ResourceQuota": .quota,
    "/LimitRange": .limitRange,
    "apps/Deployment": .workload,
    "apps/DaemonSet": .workload,
    "apps/StatefulSet": .workload,
    "apps/ReplicaSet": .workload,
    "batch/Job": .workload,
    "batch/CronJob": .cronJob,
    "autoscaling/HorizontalPodAutoscaler": .autoscaler,
    "policy/PodDisruptionBudget": .disruptionBudget,
    "networking.k8s.io/Ingress": .ingress,
    "networking.k8s.io/NetworkPolicy": .networkPolicy,
    "rbac.authorization.k8s.io/Role": .role,
    "rbac.authorization.k8s.io/ClusterRole": .role,
    "rbac.authorization.k8s.io/RoleBinding": .roleBinding,
    "rbac.authorization.k8s.io/ClusterRoleBinding": .roleBinding,
    "admissionregistration.k8s.io/ValidatingWebhookConfiguration": .webhooks,
    "admissionregistration.k8s.io/MutatingWebhookConfiguration": .webhooks,
    "apiextensions.k8s.io/CustomResourceDefinition": .definition,
    "monitoring.coreos.com/PrometheusRule": .prometheusRule,
    "monitoring.coreos.com/ServiceMonitor": .monitor,
    "monitoring.coreos.com/PodMonitor": .monitor,
    "monitoring.coreos.com/Probe": .probeMonitor,
    "monitoring.coreos.com/ScrapeConfig": .scrapeConfig,
    "monitoring.coreos.com/Prometheus": .prometheus,
    "monitoring.coreos.com/PrometheusAgent": .prometheus,
    "monitoring.coreos.com/ThanosRuler": .prometheus,
    "monitoring.coreos.com/Alertmanager": .alertmanager,
    "monitoring.coreos.com/AlertmanagerConfig": .alertmanagerConfig,
  ]
}
