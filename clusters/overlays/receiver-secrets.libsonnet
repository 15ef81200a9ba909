// Mounts the Secret with what the receivers must keep to themselves (Slack's URL, PagerDuty's key, …) below
// /etc/alertmanager/secrets/. Whoever sets up a cluster creates it: it is in no file here.
{
  alertmanager+: {
    alertmanager+: { spec+: { secrets+: ['alertmanager-receivers'] } },
  },
}
