// The name by which Grafana finds a time zone: it knows UTC in capitals only, and falls back to the browser's zone for
// a name that it does not know.
function(name) if std.asciiLower(name) == 'utc' then 'UTC' else name
