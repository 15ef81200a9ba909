// Credentials that stand in the variables of a cluster, where everybody who reads the repository can read them.
// A field is judged by its name, a value of any field by what credentials look like.

// Fields that only ever hold a credential: those of Alertmanager, of Prometheus and of the operator's RemoteWriteSpec.
local secretFields = std.set([
  'access_key',
  'api_key',
  'api_secret',
  'api_url',
  'auth_password',
  'auth_secret',
  'bearerToken',
  'bearer_token',
  'bot_token',
  'client_secret',
  'credentials',
  'key',
  'password',
  'routing_key',
  'secret_key',
  'service_key',
  'token',
  'user_key',
  'webhook_url',
]);

local prefixes = ['AKIA', 'eyJ', 'ghp_', 'github_pat_', 'glc_', 'glpat-', 'sk_live_', 'xapp-', 'xoxa-', 'xoxb-', 'xoxp-'];

// Services that take the address itself for a password.
local hooks = [
  'api.telegram.org/bot',
  'discord.com/api/webhooks/',
  'hc-ping.com/',
  'hooks.slack.com/services/',
  'nosnch.in/',
  'webhook.office.com/',
];

local has(text, part) = std.length(std.findSubstr(part, text)) > 0;
local any(list) = std.member(list, true);

local count(text, from) = std.length(std.filter(function(char) std.member(from, char), std.stringChars(text)));

// Long, of letters and digits, and no words with a number at the end.
local looksRandom(part) =
  std.length(part) >= 16 &&
  count(part, '0123456789') >= 4 &&
  count(std.asciiLower(part), 'abcdefghijklmnopqrstuvwxyz') >= 4 &&
  !any([has(part, char) for char in ['.', '{', '$', ':']]);

// https://user:password@host, or a path or query with a token.
local urlHasSecret(url) =
  // "https:", "", the host, and the path with its query.
  local pieces = std.split(std.strReplace(std.strReplace(std.strReplace(url, '?', '/'), '&', '/'), '=', '/'), '/');
  local user = if std.length(pieces) > 2 && has(pieces[2], '@') then std.split(pieces[2], '@')[0] else '';
  has(user, ':') || any(std.map(looksRandom, pieces[3:]));

local looksSecret(text) =
  any([std.startsWith(text, prefix) && std.length(text) >= 16 for prefix in prefixes]) ||
  any([has(text, hook) for hook in hooks]) ||
  (has(text, '-----BEGIN') && has(text, 'PRIVATE KEY')) ||
  (has(text, '://') && urlHasSecret(text));

// Every credential below a value: [{ path, field }].
local found(value, path) =
  // Items of a list belong to the field that holds the list.
  local names = std.filter(std.isString, path);
  local field = names[std.length(names) - 1];
  if std.isObject(value) then
    std.flatMap(function(name) found(value[name], path + [name]), std.objectFields(value))
  else if std.isArray(value) then
    std.flatMap(function(index) found(value[index], path + [index]), std.range(0, std.length(value) - 1))
  else if !std.isString(value) || value == '' || std.endsWith(field, '_file') then []
  else if std.setMember(field, secretFields) || looksSecret(value) then [{ path: path, field: field }]
  else [];

// A reference to a key of a Secret is { name, key }: what it says is no credential.
local withoutReferences(value) =
  if std.isArray(value) then std.map(withoutReferences, value)
  else if !std.isObject(value) then value
  else if std.setDiff(std.objectFields(value), ['key', 'name', 'optional']) == [] then {}
  else std.mapWithKey(function(name, member) withoutReferences(member), value);

local file(field) =
  'put it into a Secret, let Alertmanager or Prometheus mount it, and name its file in %s_file' % field;

local problemsOf(value, path, remedy) = [
  {
    path: each.path,
    message: 'this looks like a credential, which everybody who reads the repository would know: ' + remedy(each.field),
    known: [],
    // The line holds what nobody is to see.
    isSecret: true,
  }
  for each in found(withoutReferences(value), path)
];

{
  // problems(variables): one for each credential in what goes to Alertmanager and Prometheus, with where it belongs.
  problems(variables):
    problemsOf(variables.alertmanager.receivers, ['alertmanager', 'receivers'], file) +
    problemsOf(variables.prometheus.scrapeConfigs, ['prometheus', 'scrapeConfigs'], file) +
    problemsOf(
      variables.prometheus.remoteWrite,
      ['prometheus', 'remoteWrite'],
      function(field) "put it into a Secret of the stack's namespace and refer to it with { name: SECRET, key: KEY }"
    ),
}
