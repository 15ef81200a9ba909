// How much of the API server's error budget of 30 days is left. Computed from increases of one hour each, because
// nothing could read 30 days of raw buckets.
local recorded(name, expr, labels={}) = {
  record: name,
  expr: std.rstripChars(expr, '\n') + '\n',
  [if std.length(labels) > 0 then 'labels']: labels,
};

function(config, histogram, atMost)
  local sum(expr, labels='') = 'sum by (%s%s) (%s)' % [config.clusterLabel, labels, expr];
  local verbs = { read: config.readVerbs, write: config.writeVerbs };
  local month(name) = recorded(name + ':increase30d', 'avg_over_time(%s:increase1h[30d]) * 24 * 30' % name);

  local buckets = 'cluster_verb_scope_le:%s_bucket' % histogram;
  local counts = 'cluster_verb_scope:%s_count' % histogram;
  local codes = 'code:apiserver_request_total:increase30d';

  // Requests of 30 days that were slower than they may be.
  local fast = {
    read: [
      'scope=~"resource|",' + atMost(1),
      'scope="namespace",' + atMost(5),
      'scope="cluster",' + atMost(30),
    ],
    write: [atMost(1)],
  };
  local slow(kind) = sum('%s:increase30d{verb=~"%s"}' % [counts, verbs[kind]]) + '\n  - ' + sum(
    std.join('\n    or ', [
      '%s:increase30d{verb=~"%s",%s}' % [buckets, verbs[kind], selector]
      for selector in fast[kind]
    ])
  );

  // `selector` chooses the kind among the requests by code; a cluster without errors has no series of them.
  local availability(verb, kinds, selector) = recorded('apiserver_request:availability30d', |||
    1 - (
      %(slow)s
      + (%(errors)s or 0 * %(all)s)
    )
    / %(all)s
  ||| % {
    slow: std.join('\n  + ', [slow(kind) for kind in kinds]),
    errors: sum('%s{%s}' % [codes, std.join(',', selector + ['code=~"5.."'])]),
    all: sum('%s{%s}' % [codes, std.join(',', selector)]),
  }, { verb: verb });

  {
    name: 'kube-apiserver-availability.rules',
    interval: '3m',
    rules: [
      recorded('code_verb:apiserver_request_total:increase1h', sum(
        'increase(apiserver_request_total{%s,verb=~"%s|%s"}[1h])' % [config.apiserverSelector, verbs.read, verbs.write],
        ', code, verb'
      )),
      month('code_verb:apiserver_request_total'),
    ] + [
      recorded(
        codes,
        sum('code_verb:apiserver_request_total:increase30d{verb=~"%s"}' % verbs[kind], ', code'),
        { verb: kind }
      )
      for kind in ['read', 'write']
    ] + [
      recorded(buckets + ':increase1h', sum(
        'increase(%s_bucket{%s}[1h])' % [histogram, config.apiserverSelector],
        ', verb, scope, le'
      )),
      month(buckets),
      recorded(counts + ':increase1h', sum(buckets + ':increase1h{le="+Inf"}', ', verb, scope')),
      recorded(counts + ':increase30d', sum(buckets + ':increase30d{le="+Inf"}', ', verb, scope')),
      availability('all', ['read', 'write'], []),
      availability('read', ['read'], ['verb="read"']),
      availability('write', ['write'], ['verb="write"']),
    ] + [
      recorded(
        'code_resource:apiserver_request_total:rate5m',
        sum('rate(apiserver_request_total{%s,verb=~"%s"}[5m])' % [config.apiserverSelector, verbs[kind]], ', code, resource'),
        { verb: kind }
      )
      for kind in ['read', 'write']
    ],
  }
