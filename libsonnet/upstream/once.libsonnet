// once(object, names, f): the object, the fields `names` of which are evaluated once, each put through f(value, name).
// libjsonnet evaluates a field anew wherever somebody asks for it, and upstream asks for `$.values` and
// `$.kubernetesControlPlane.mixin` thousands of times. What is bound to a name, or is an item of a list, is kept.
function(object, names, f=function(value, name) value)
  local indices = std.range(0, std.length(names) - 1),
        isHidden(index) = !std.objectHas(object, names[index]),
        // A comprehension would show what is hidden.
        hidden = std.foldl(
    function(all, index) all { [names[index]]: items[index] }, std.filter(isHidden, indices), {}
  ),
        whole =
    object
    { inherited__(name):: super[name] }
    { [names[index]]: items[index] for index in indices if !isHidden(index) }
    + hidden,
        // Not a comprehension: its items are not lazy in every evaluator.
        items = std.map(function(name) f(whole.inherited__(name), name), names);
  whole
