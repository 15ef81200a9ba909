// As Prometheus' templates write numbers, for tests that compute what an alert says.
{
  // duration(seconds): humanizeDuration of whole seconds, from a minute on.
  //   duration(94500)  // '1d 2h 15m 0s'
  duration(seconds):
    local parts = [
      [std.floor(seconds / 86400), 'd'],
      [std.floor(seconds / 3600) % 24, 'h'],
      [std.floor(seconds / 60) % 60, 'm'],
      [seconds % 60, 's'],
    ];
    local first = if parts[0][0] > 0 then 0 else if parts[1][0] > 0 then 1 else 2;
    std.join(' ', ['%d%s' % part for part in parts[first:]]),
}
