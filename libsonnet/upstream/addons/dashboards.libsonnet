// Dashboards of components that are switched off stay out of Grafana.
function(variables) {
  local stack = self,
  local off = [name for name in std.objectFields(variables.components) if !variables.components[name]],
  local dashboardsOf(name) = std.objectFields(std.get(std.get(stack[name], 'mixin', {}), 'grafanaDashboards', {})),

  values+:: {
    grafana+: {
      [if off != [] then 'dashboards']: {
        [name]: dashboards[name]
        for unwanted in [std.set(std.flatMap(dashboardsOf, off))]
        for dashboards in [super.dashboards]
        for name in std.objectFields(dashboards)
        if !std.setMember(name, unwanted)
      },
    },
  },
}
