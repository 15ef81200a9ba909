// mirrored(registry, image): the image reference with its host replaced by `registry`; a null registry changes nothing.
//   mirrored('r.io/m', 'quay.io/prometheus/prometheus:v3.10.0')  // 'r.io/m/prometheus/prometheus:v3.10.0'
//   mirrored('r.io/m', 'grafana/grafana:12.4.1')                 // 'r.io/m/grafana/grafana:12.4.1'
// As in docker's own rule, the first part is a host where it has a dot or a colon or is `localhost`.
local isHost(part) = part == 'localhost' || std.length(std.findSubstr('.', part) + std.findSubstr(':', part)) > 0;

function(registry, image)
  local parts = std.splitLimit(image, '/', 1);
  if registry == null then image
  else if std.length(parts) == 2 && isHost(parts[0]) then registry + '/' + parts[1]
  else registry + '/' + image
