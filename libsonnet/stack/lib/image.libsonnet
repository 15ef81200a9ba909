// Image references: [host/]path[:tag].
{
  // The same image out of the mirror `registry`, which stands in for the host; unchanged where `registry` is null.
  mirrored(reference, registry)::
    if registry == null then reference
    else std.join('/', [registry] + std.split(reference, '/')[1:]),
}
