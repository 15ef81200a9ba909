// Maps over { COMPONENT: { OBJECT: manifest } } that keep every component and every manifest lazy.
{
  // switched(components, switches): the components that `switches` does not set to false.
  switched(components, switches): {
    [name]: components[name]
    for name in std.objectFields(components)
    if std.get(switches, name, true)
  },

  // mapped(objects, f): one component with every manifest replaced by f(manifest).
  // Of a *List manifest (RoleList, ConfigMapList, …) f takes each item.
  mapped(objects, f): {
    [name]: $.mappedManifest(objects[name], f)
    for name in std.objectFields(objects)
  },

  mappedManifest(manifest, f):
    if std.endsWith(std.get(manifest, 'kind', ''), 'List') && std.objectHas(manifest, 'items')
    then manifest { items: std.map(f, super.items) }
    else f(manifest),

  // manifests(components): the array of all manifests, items of *List manifests in place of the list.
  manifests(components): std.flattenArrays([
    local manifest = components[name][object];
    if std.endsWith(std.get(manifest, 'kind', ''), 'List') then std.get(manifest, 'items', []) else [manifest]
    for name in std.objectFields(components)
    for object in std.objectFields(components[name])
  ]),
}
