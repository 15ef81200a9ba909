// duration(seconds): as Prometheus writes it, in the largest unit that needs no fraction.
//   duration(93600)  // '26h'
//   duration(900)    // '15m'
//   duration(45)     // '45s'
function(seconds)
  if seconds % 3600 == 0 then '%dh' % (seconds / 3600)
  else if seconds % 60 == 0 then '%dm' % (seconds / 60)
  else '%ds' % seconds
