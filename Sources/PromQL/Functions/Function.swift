/// A function of PromQL: what it takes, what it gives, which versions have it.
public struct Function: Hashable, Sendable {
  /// As it is called.
  public let name: String
  /// The types of its arguments; further ones have the type of the last.
  public let arguments: [ValueType]
  /// How many arguments may be left out or follow, counted as Prometheus does: 0 where all have to be there; else the
  /// last of `arguments` may be left out, and up to this many stand in its place. `Int.max` for any number.
  public let variadic: Int
  /// What it gives.
  public let result: ValueType
  /// Which versions have it.
  public let availability: Availability

  init(
    _ name: String, _ arguments: [ValueType], variadic: Int = 0, gives result: ValueType,
    _ availability: Availability = Availability()
  ) {
    self.name = name
    self.arguments = arguments
    self.variadic = variadic
    self.result = result
    self.availability = availability
  }

  /// The fewest arguments that it takes.
  public var leastArguments: Int { variadic == 0 ? arguments.count : arguments.count - 1 }

  /// The most arguments that it takes; nil where there is no limit.
  public var mostArguments: Int? {
    if variadic == 0 { return arguments.count }
    return variadic == .max ? nil : arguments.count - 1 + variadic
  }

  /// The function of a name; nil where no version of Prometheus has one.
  public static func named(_ name: String) -> Function? { byName[name] }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
