// library(name, parts, variables): one monitoring mixin as a component of its own.
// `parts` is { mixin, monitors, overlay }: the contents of the library's files, the last two only where there is one.
// Gives { name, component, objects, overlay, dashboards, summary, problems(taken, switchable, libraries) }: what has a
// wrong type is a problem and left out of the others.
//
// The summary is all that the rest of a cluster has to know of the library. `parts` may have one from an earlier
// evaluation: then nothing else of the library is looked at but for its objects, dashboards and overlay.
local alerts = import 'alerts.libsonnet';
local patch = import 'patch.libsonnet';
local shape = import 'shape.libsonnet';

// camelCase('cloudnative-pg')  // 'cloudnativePg'
// monigen names components like this too, before it evaluates anything.
local camelCase(name) =
  local words = [word for word in std.split(std.strReplace(name, '_', '-'), '-') if word != ''];
  local capital(word) = std.asciiUpper(word[0]) + std.substr(word, 1, std.length(word));
  if words == [] then name else words[0] + std.join('', std.map(capital, words[1:]));

// Keys that say where a library's workload runs. Every library takes them, declared by its mixin or not.
local placement = ['namespace', 'namespaces'];

// A mixin's fields that must be objects where they are there, and the ones of them that hold groups of rules.
local fields = ['_config', 'prometheusAlerts', 'prometheusRules', 'grafanaDashboards'];
local ruleFields = ['prometheusAlerts', 'prometheusRules'];

local objectOr(value, other) = if std.isObject(value) then value else other;
local fieldOf(mixin, field) = objectOr(std.get(mixin, field), {});
local groupsFault(mixin, field) =
  shape.groupsFault(field + '.groups', std.get(fieldOf(mixin, field), 'groups', []));
local groups(mixin, field) =
  if groupsFault(mixin, field) == null then std.get(fieldOf(mixin, field), 'groups', []) else [];

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
  local componentName = camelCase(name);
  local setting = std.get(variables.libraries, name);
  local given = if std.isObject(setting) then setting else {};
  local original = objectOr(parts.mixin, {});
  local declared = fieldOf(original, '_config');
  // Without a config that is one, the rest of a mixin cannot be looked at.
  local mixin =
    if std.isObject(std.get(original, '_config', {})) then original { _config+:: patch(declared, given) }
    else { _config:: {} };
  local config = mixin._config;
  local rules = groups(mixin, 'prometheusAlerts') + groups(mixin, 'prometheusRules');
  // What the functions in the library's other files give.
  local outputs = {
    [file]: if std.isFunction(parts[file]) then parts[file](config { monitoringNamespace: variables.namespace })
    for file in ['monitors', 'overlay']
    if std.objectHas(parts, file)
  };
  local result(file) = objectOr(std.get(outputs, file), {});
  local objects = {
    [if rules != [] then 'prometheusRule']: prometheusRule(name, variables.namespace, rules),
  } + result('monitors');
  local entries = shape.checked(componentName, objects);
  local namespaces = std.get(config, 'namespaces', []);
  local namespaceFaults =
    std.map(function(each) shape.typed('each of _config.namespaces', 'string', each), namespaces);
  local namespace = std.get(config, 'namespace');

  local faults = std.filter(
    function(fault) fault != null,
    [shape.typed('mixin.libsonnet', 'object', parts.mixin)] +
    [
      shape.typed(field, 'object', std.get(if field == '_config' then original else mixin, field, {}))
      for field in fields
    ] +
    [groupsFault(mixin, field) for field in ruleFields] +
    [
      shape.typed('_config.namespaces', 'array', namespaces, shape.first(namespaceFaults)),
      if namespace != null then shape.typed('_config.namespace', 'string', namespace),
    ] +
    [
      local path = file + '.libsonnet';
      shape.typed(path, 'function', parts[file], shape.typed('what %s gives' % path, 'object', outputs[file]))
      for file in std.objectFields(outputs)
    ] +
    [
      shape.typed("overlay.libsonnet: component '%s'" % name, 'object', result('overlay')[name])
      for name in std.objectFields(result('overlay'))
    ] +
    [entry.fault for entry in entries]
  );
  local dashboards = fieldOf(mixin, 'grafanaDashboards');
  local summary = std.get(parts, 'summary', {
    // What is wrong with the library itself, in words.
    faults: faults,

    // What Prometheus has to be allowed to discover.
    namespaces:
      (if std.isArray(namespaces) then std.filter(std.isString, namespaces) else []) +
      (if std.isString(namespace) then [namespace] else []),

    // The names of its settings.
    settings: std.objectFieldsAll(declared),

    // The names of its dashboards' files.
    dashboards: std.objectFields(dashboards),

    // What there is to patch.
    rules: alerts.rulesIn({ [componentName]: shape.objects(entries) }),
  });
  {
    name: name,
    component: componentName,
    summary: summary,

    objects: shape.objects(entries),

    // What the library changes in components of the stack: { COMPONENT+: { OBJECT+: … } }.
    overlay: result('overlay'),

    // { NAME.json: dashboard }
    dashboards: dashboards,

    // problems(taken, switchable, libraries): wrong types; settings that the mixin does not know; a name that the stack
    // has `taken`, or that another of the cluster's libraries has; changes of what is neither a component that a
    // cluster can have, which may be switched off, nor a library's.
    problems(taken, switchable, libraries):
      [
        { path: ['libraries', name], message: "library '%s': %s" % [name, fault], known: [] }
        for fault in summary.faults
      ] + [
        {
          path: ['libraries', name, key],
          message: 'library %s has no setting %s' % [name, key],
          known: summary.settings,
        }
        for key in std.objectFields(given)
        if !std.member(summary.settings + placement, key)
      ] + [
        {
          path: ['libraries', name],
          message: 'the stack has a component %s; rename the library' % componentName,
          known: [],
        }
        for each in taken
        if each == componentName
      ] + [
        {
          path: ['libraries', name],
          message: 'libraries %s and %s are both component %s; rename one' % [other.name, name, componentName],
          known: [],
        }
        for other in libraries
        // Told once, at the second.
        if other.component == componentName && other.name < name
      ] + [
        {
          path: ['libraries', name],
          message: "library '%s': overlay.libsonnet changes the component '%s', which the stack does not have; it has %s"
                   % [name, each, std.join(', ', there)],
          known: [],
        }
        for there in [switchable + [other.component for other in libraries]]
        for each in std.objectFields(result('overlay'))
        if !std.member(there, each)
      ],
  }
