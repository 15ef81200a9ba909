/// Text with `*` for any run of characters and `?` for one.
///
///     Glob.matches("aws-prod", "aws-*")  // true
public enum Glob {
  /// Whether a name is one that the glob stands for, in time that grows with the product of their lengths at most.
  public static func matches(_ name: String, _ glob: String) -> Bool {
    let name = Array(name), glob = Array(glob)
    var n = 0, g = 0
    // Where to go on when what followed the last star did not fit.
    var retry: (name: Int, glob: Int)?
    while n < name.count {
      if g < glob.count, glob[g] == "*" {
        retry = (n, g)
        g += 1
      } else if g < glob.count, glob[g] == "?" || glob[g] == name[n] {
        n += 1
        g += 1
      } else if let last = retry {
        retry = (last.name + 1, last.glob)
        n = last.name + 1
        g = last.glob + 1
      } else {
        return false
      }
    }
    return glob[g...].allSatisfy { $0 == "*" }
  }
}
