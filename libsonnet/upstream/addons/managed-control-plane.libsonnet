// Rules and dashboards of scheduler, controller manager and etcd go where the cloud runs the control plane. Upstream's
// platforms only drop their monitors and alerts, and leave recording rules and dashboards without data.
local platform = import '../platform.libsonnet';

local hidden = ['scheduler', 'controller-manager', 'etcd'];
local isHidden(name) = std.length(std.flatMap(function(part) std.findSubstr(part, name), hidden)) > 0;

// By name: upstream asks for the dashboards again for each of them, and to search all names each time takes 20 s.
local hiddenDashboards = { [name + '.json']: true for name in hidden };

function(variables) if !platform(variables.provider).managed then {} else {
  values+:: {
    grafana+: {
      dashboards: {
        [name]: dashboards[name]
        for dashboards in [super.dashboards]
        for name in std.objectFields(dashboards)
        if !std.objectHas(hiddenDashboards, name)
      },
    },
  },

  kubernetesControlPlane+: {
    prometheusRule+: {
      spec+: {
        groups: [group for group in super.groups if !isHidden(group.name)],
      },
    },
  },
}
