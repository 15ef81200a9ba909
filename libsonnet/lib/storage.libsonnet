// storage(given): { class, size } as the `storage` of a Prometheus or Alertmanager: a volume claim for each replica.
// For callers that checked that there is a size: without one there is no claim, and data lives as long as the pod.
function(given) {
  volumeClaimTemplate: {
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: given.size } },
      [if given.class != null then 'storageClassName']: given.class,
    },
  },
}
