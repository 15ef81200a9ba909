// Seconds as a Prometheus duration: 93600 -> '26h', 900 -> '15m', 45 -> '45s'.
function(seconds)
  if seconds % 3600 == 0 then '%dh' % (seconds / 3600)
  else if seconds % 60 == 0 then '%dm' % (seconds / 60)
  else '%ds' % seconds
