// platform(provider): what we know of a provider: the name of upstream's platform for it, and whether the cloud runs
// the control plane (then nobody can scrape scheduler, controller manager and etcd).
// Upstream takes a platform that it does not know for none, so every provider of ours is here.
local platforms = {
  aws: { name: 'eks', managed: true },
  azure: { name: 'aks', managed: true },
  gcp: { name: 'gke', managed: true },
  hetzner: { name: 'kubeadm', managed: false },
  kind: { name: 'kubeadm', managed: false },
  kubeadm: { name: 'kubeadm', managed: false },
};

function(provider)
  if std.objectHas(platforms, provider) then platforms[provider]
  else error 'unknown provider %s, choose one of %s' % [provider, std.join(', ', std.objectFields(platforms))]
