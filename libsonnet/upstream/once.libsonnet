// once(object, names, f): the object, those of its fields `names` evaluated once, each put through f(value, name).
// Names that it has no field of are passed over; these fields do not see what is added to the result.
// libjsonnet evaluates a field anew wherever somebody asks for it, and upstream asks for `$.values` and
// `$.kubernetesControlPlane.mixin` thousands of times. What is bound to a name, or is an item of a list, is kept.
function(object, names, f=function(value, name) value)
  local known = std.filter(function(name) std.objectHasAll(object, name), names),
        indices = std.range(0, std.length(known) - 1),
        isHidden(index) = !std.objectHas(object, known[index]),
        // A comprehension would show what is hidden.
        hidden = std.foldl(
    function(all, index) all { [known[index]]: items[index] }, std.filter(isHidden, indices), {}
  ),
        whole =
    object
    { inherited__(name):: super[name] }
    { [known[index]]: items[index] for index in indices if !isHidden(index) }
    + hidden,
        // Not a comprehension: its items are not lazy in every evaluator.
        items = std.map(function(name) f(whole.inherited__(name), name), known);
  whole
