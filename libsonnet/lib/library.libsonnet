// library(name, parts, variables): one monitoring mixin as a component of its own.
// `parts` is { mixin, monitors, overlay }: the contents of the library's files, the last two only where that file exists.
// Gives { component, objects, overlay, dashboards, namespaces, problems(taken) }.
local patch = import 'patch.libsonnet';

// camelCase('cloudnative-pg')  // 'cloudnativePg'
local camelCase(name) =
  local words = [word for word in std.split(std.strReplace(name, '_', '-'), '-') if word != ''];
  local capital(word) = std.asciiUpper(word[0]) + std.substr(word, 1, std.length(word));
  words[0] + std.join('', std.map(capital, words[1:]));

// Keys that say where a library's workload runs. Every library takes them, declared by its mixin or not.
local placement = ['namespace', 'namespaces'];

local groups(mixin, field) = std.get(std.get(mixin, field, {}), 'groups', []);

local prometheusRule(name, namespace, groups) = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: {
    name: name + '-rules',
    namespace: namespace,
    labels: {
      'app.kubernetes.io/name': name,
      'app.kubernetes.io/component': 'mixin',
      'app.kubernetes.io/part-of': 'kube-prometheus',
      prometheus: 'k8s',
      role: 'alert-rules',
    },
  },
  spec: { groups: groups },
};

function(name, parts, variables)
  local setting = std.get(variables.libraries, name);
  local given = if std.isObject(setting) then setting else {};
  local declared = std.get(parts.mixin, '_config', {});
  local mixin = parts.mixin { _config+:: patch(declared, given) };
  local config = mixin._config;
  local rules = groups(mixin, 'prometheusAlerts') + groups(mixin, 'prometheusRules');
  {
    component: camelCase(name),

    objects: {
      [if rules != [] then 'prometheusRule']: prometheusRule(name, variables.namespace, rules),
    } + (
      if std.get(parts, 'monitors') == null then {}
      else parts.monitors(config { monitoringNamespace: variables.namespace })
    ),

    // What the library changes in components of the stack: { COMPONENT+: { OBJECT+: … } }.
    overlay: if std.get(parts, 'overlay') == null then {}
    else parts.overlay(config { monitoringNamespace: variables.namespace }),

    // { NAME.json: dashboard }
    dashboards: std.get(mixin, 'grafanaDashboards', {}),

    // What Prometheus has to be allowed to discover.
    namespaces:
      local namespace = std.get(config, 'namespace');
      std.get(config, 'namespaces', []) + (if namespace == null then [] else [namespace]),

    // problems(taken): settings that the mixin does not know; a component name that the stack has `taken`.
    problems(taken):
      local known = std.objectFieldsAll(declared);
      [
        { path: ['libraries', name, key], message: 'library %s has no setting %s' % [name, key], known: known }
        for key in std.objectFields(given)
        if !std.member(known + placement, key)
      ] + [
        { path: ['libraries', name], message: 'the stack has a component %s; rename the library' % component, known: [] }
        for component in [self.component]
        if std.member(taken, component)
      ],
  }
