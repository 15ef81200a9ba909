// dashboard(config): what dashboards are made of, as plain objects in the JSON that Grafana 9.5 to 13 reads. Every
// query takes its selectors from `config`: 'up{%(nodeSelector)s}'. Flat literals, because every cluster evaluates them.
local datasource = { type: 'prometheus', uid: '${datasource}' };

local target(config, queries, instant, format) = std.mapWithIndex(
  function(i, query) {
    refId: std.char(65 + i),
    datasource: datasource,
    editorMode: 'code',
    expr: query[0] % config,
    legendFormat: query[1],
    format: format,
    instant: instant,
    range: !instant,
  },
  queries
);

// { warning, critical } as Grafana's steps.
local steps(limits) =
  [{ color: 'green', value: null }] +
  [{ color: 'orange', value: limits[name] } for name in ['warning'] if std.objectHas(limits, name)] +
  [{ color: 'red', value: limits[name] } for name in ['critical'] if std.objectHas(limits, name)];

// A line of the body: a string is the heading of what follows, an array is panels of equal width beside each other.
local heightOf(line) = if std.isString(line) then 1 else line[0].height;
local placed(line, y) =
  if std.isString(line) then [{
    type: 'row',
    title: line,
    collapsed: false,
    panels: [],
    gridPos: { x: 0, y: y, w: 24, h: 1 },
  }] else
    local width = std.floor(24 / std.length(line));
    std.mapWithIndex(
      function(i, panel) panel { gridPos: { x: i * width, y: y, w: width, h: panel.height } },
      line
    );
local laidOut(body) =
  local all = std.foldl(function(done, line) {
    y: done.y + heightOf(line),
    panels: done.panels + placed(line, done.y),
  }, body, { y: 0, panels: [] });
  std.mapWithIndex(function(i, panel) panel { id: i + 1 }, all.panels);

// What every panel has. `o` may say unit, description, max, decimals and height.
local panel(type, title, height, o) = {
  type: type,
  title: title,
  datasource: datasource,
  height:: std.get(o, 'height', height),
  [if std.objectHas(o, 'description') then 'description']: o.description,
};
local fields(o) = {
  unit: std.get(o, 'unit', 'short'),
  min: 0,
  [if std.objectHas(o, 'max') then 'max']: o.max,
  [if std.objectHas(o, 'decimals') then 'decimals']: o.decimals,
};

function(config) {
  // Lines over time: queries are [[expression, legend], …]. `o` may also say stack.
  timeseries(title, queries, o={}):: panel('timeseries', title, 8, o) {
    local stack = std.get(o, 'stack', false),
    targets: target(config, queries, false, 'time_series'),
    fieldConfig: {
      defaults: fields(o) {
        color: { mode: 'palette-classic' },
        custom: {
          drawStyle: 'line',
          lineWidth: 1,
          fillOpacity: if stack then 40 else 10,
          showPoints: 'never',
          spanNulls: false,
          stacking: { mode: if stack then 'normal' else 'none', group: 'A' },
        },
      },
      overrides: [],
    },
    options: {
      legend: { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [] },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
  },

  // One number as of now. `o` may also say limits: { warning, critical }.
  stat(title, expr, o={}):: panel('stat', title, 4, o) {
    targets: target(config, [[expr, '']], true, 'time_series'),
    fieldConfig: {
      defaults: fields(o) {
        color: { mode: 'thresholds' },
        thresholds: { mode: 'absolute', steps: steps(std.get(o, 'limits', {})) },
      },
      overrides: [],
    },
    options: {
      colorMode: if std.objectHas(o, 'limits') then 'value' else 'none',
      graphMode: 'none',
      justifyMode: 'auto',
      orientation: 'auto',
      textMode: 'auto',
      reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
    },
  },

  // One row for each combination of labels, as of now. `labels` are [[label, heading], …], `columns` are
  // [[heading, unit, expression], …], where every expression gives those labels and no others.
  // `o` may say links: { heading: url } and sort: the heading to sort by, largest first.
  table(title, labels, columns, o={}):: panel('table', title, 9, o) {
    local values = std.mapWithIndex(
      function(i, column) [if std.length(columns) == 1 then 'Value' else 'Value #' + std.char(65 + i), column[0]],
      columns
    ),
    local named = labels + values,
    local links = std.get(o, 'links', {}),
    targets: target(config, [[column[2], ''] for column in columns], true, 'table'),
    fieldConfig: {
      defaults: { custom: { align: 'auto', filterable: true } },
      overrides: [
        {
          matcher: { id: 'byName', options: column[0] },
          properties: [{ id: 'unit', value: column[1] }],
        }
        for column in columns
      ] + [
        {
          matcher: { id: 'byName', options: heading },
          properties: [{ id: 'links', value: [{ title: 'Open', url: links[heading] }] }],
        }
        for heading in std.objectFields(links)
      ],
    },
    transformations: [
      { id: 'merge', options: {} },
      {
        id: 'organize',
        options: {
          excludeByName: { Time: true },
          indexByName: { [named[i][0]]: i for i in std.range(0, std.length(named) - 1) },
          renameByName: { [pair[0]]: pair[1] for pair in named },
        },
      },
    ],
    options: {
      showHeader: true,
      [if std.objectHas(o, 'sort') then 'sortBy']: [{ displayName: o.sort, desc: true }],
    },
  },

  // A template variable: what label_values() of the selected series and their label gives. `all` offers every value at
  // once, for matchers with =~.
  variable(name, title, series, label=name, all=false):: {
    local query = 'label_values(%s, %s)' % [series % config, label],
    type: 'query',
    name: name,
    label: title,
    datasource: datasource,
    query: query,
    definition: query,
    refresh: 2,
    sort: 1,
    hide: 0,
    multi: all,
    includeAll: all,
    [if all then 'allValue']: '.*',
    [if all then 'current']: { selected: true, text: ['All'], value: ['$__all'] },
  },

  // dashboard({ uid, title, clusters, variables, body }): `clusters` selects series that name the clusters there are.
  dashboard(d):: {
    uid: 'monigen-' + d.uid,
    title: d.title,
    tags: ['monigen'],
    schemaVersion: 38,
    editable: true,
    graphTooltip: 1,
    refresh: '1m',
    time: { from: 'now-3h', to: 'now' },
    // The one that the configuration says.
    timezone: '',
    annotations: { list: [] },
    links: [{
      type: 'dashboards',
      title: 'Dashboards',
      tags: ['monigen'],
      asDropdown: true,
      includeVars: true,
      keepTime: true,
      targetBlank: false,
    }],
    templating: {
      list: [
        {
          type: 'datasource',
          name: 'datasource',
          label: 'Data source',
          query: 'prometheus',
          refresh: 1,
          hide: 0,
          multi: false,
          includeAll: false,
        },
        // Empty in the cluster's own Prometheus, which adds the label only to what leaves it.
        $.variable('cluster', 'Cluster', d.clusters, config.clusterLabel),
      ] + std.get(d, 'variables', []),
    },
    panels: laidOut(d.body),
  },
}
