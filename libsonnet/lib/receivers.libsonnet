// receivers(stackOwn, given): Alertmanager's receivers: those of the cluster file, and those of the stack that have
// another name, so that whichever route is used finds its receivers.
function(stackOwn, given)
  local names = std.set([receiver.name for receiver in given]);
  [receiver for receiver in stackOwn if !std.setMember(receiver.name, names)] + given
