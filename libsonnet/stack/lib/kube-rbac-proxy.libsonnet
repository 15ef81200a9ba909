// The side container that serves a component's metrics over HTTPS, to callers that the API server lets read them.
local kube = import 'kube.libsonnet';

local defaults = {
  name: 'kube-rbac-proxy',
  image: error 'must provide image',
  listen: error 'must provide listen, such as :8443',
  upstream: error 'must provide upstream, such as http://127.0.0.1:8080/',
  ports: error 'must provide ports',
  env: [],
  seccomp: false,
  resources: {
    requests: { cpu: '10m', memory: '20Mi' },
    limits: { cpu: '20m', memory: '40Mi' },
  },
};

function(params)
  local c = defaults + params;
  {
    name: c.name,
    image: c.image,
    args: [
      '--secure-listen-address=' + c.listen,
      '--tls-cipher-suites=' + kube.cipherSuites,
      '--upstream=' + c.upstream,
    ],
    [if std.length(c.env) > 0 then 'env']: c.env,
    ports: c.ports,
    resources: c.resources,
    securityContext: kube.containerSecurity(65532, c.seccomp),
  }
