// What prometheus-adapter answers with. It puts labels and matchers of the objects it is asked about into <<…>>.
function(config)
  local rule(containers, nodes) = {
    containerLabel: 'container',
    containerQuery: 'sum by (<<.GroupBy>>) (%s)' % containers,
    nodeQuery: 'sum by (<<.GroupBy>>) (%s)' % nodes,
    // node-exporter's instance is the name of the node, see its monitor.
    resources: {
      overrides: {
        instance: { resource: 'node' },
        namespace: { resource: 'namespace' },
        pod: { resource: 'pod' },
      },
    },
  };
  // Containers alone: without the pod's own control group, which counts them again.
  local container = config.containerSelector + ',container!="",pod!="",<<.LabelMatchers>>';
  local node = config.nodeSelector + ',<<.LabelMatchers>>';
  {
    resourceRules: {
      cpu: rule(
        // Short, because autoscaling waits for it; four scrapes, so that one may fail.
        'rate(container_cpu_usage_seconds_total{%s}[2m])' % container,
        'rate(node_cpu_seconds_total{%s,mode!~"idle|iowait|steal"}[1m])' % node
      ),
      memory: rule(
        'container_memory_working_set_bytes{%s}' % container,
        'node_memory_MemTotal_bytes{%s} - node_memory_MemAvailable_bytes{%s}' % [node, node]
      ),
      window: '5m',
    },
  }
