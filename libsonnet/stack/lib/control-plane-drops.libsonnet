// Series of Kubernetes that nothing reads: dropped at the scrape, where they cost nothing.
local drop(sourceLabels, regex) = {
  action: 'drop',
  sourceLabels: sourceLabels,
  regex: regex,
};
local oneOf(names) = '(%s)' % std.join('|', names);

// Bucket bounds between those that the quantiles need. Not 1, 5 and 30: the objectives count them.
local thinnedBounds = [
  '0.15',
  '0.25',
  '0.3',
  '0.35',
  '0.4',
  '0.45',
  '0.6',
  '0.7',
  '0.8',
  '0.9',
  '1.25',
  '1.5',
  '1.75',
  '2.5',
  '3',
  '3.5',
  '4.5',
  '6',
  '7',
  '8',
  '9',
  '15',
  '25',
  '50',
];
local thinnedSizes =
  [size + '0000' for size in ['15', '35', '55', '65', '85', '95']] +
  [
    million + 'e+06'
    for million in ['1.15', '1.35', '1.55', '1.65', '1.85', '1.95', '2.15', '2.35', '2.55', '2.65', '2.85', '2.95']
  ];
// Prometheus 3 writes whole bounds as 3.0.
local bounds(list) = oneOf([std.strReplace(bound, '.', '\\.') for bound in list]) + '(\\.0)?';

{
  // Metrics by name.
  named(names):: drop(['__name__'], std.join('|', names)),

  // Also on /metrics of the same target: the same series twice, with samples that come out of order.
  processStartTime: drop(['__name__'], 'process_start_time_seconds'),

  // Deprecated in the supported versions of Kubernetes, each with a successor that is kept.
  deprecated(facts):: [
    drop(['__name__'], 'apiserver_' + oneOf([
      'flowcontrol_request_concurrency_in_use',
      'flowcontrol_request_concurrency_limit',
      'longrunning_gauge',
      'registered_watchers',
      'storage_db_total_size_in_bytes',
    ] + (
      if facts.dropsStorageObjects then ['storage_objects'] else []
    ))),
    drop(['__name__'], 'etcd_' + oneOf(['object_counts', 'request_cache_.*', 'helper_cache_.*'])),
  ],

  // Internals of the etcd that an API server embeds a client of.
  etcdClient: [drop(['__name__'], 'etcd_(debugging|disk|request|server).*')],

  apiserver(facts):: [
    drop(['__name__'], 'etcd_(debugging|disk|server)_.*'),
    drop(
      ['__name__', 'le'],
      oneOf(facts.thinnedHistograms) + '_bucket;' + bounds(thinnedBounds)
    ),
  ] + (
    if facts.thinsBodySizes then [drop(
      ['__name__', 'le'],
      'apiserver_request_body_size_bytes_bucket;' + bounds(thinnedSizes)
    )] else []
  ),

  containers: [
    drop(['__name__'], 'container_' + oneOf([
      'cpu_load_average_10s',
      'network_tcp_usage_total',
      'network_udp_usage_total',
      'tasks_state',
    ])),
    // Of control groups that belong to no pod: name, empty pod, empty namespace.
    drop(['__name__', 'pod', 'namespace'], 'container_' + oneOf([
      'file_descriptors',
      'last_seen',
      'sockets',
      'spec_.*',
      'start_time_seconds',
      'threads',
      'threads_max',
    ]) + ';;'),
    // Of single containers: their pod's sum is kept.
    drop(['__name__', 'container'], 'container_blkio_device_usage_total;.+'),
  ],
}
