/// What is done to programs so that they evaluate faster. Whatever it is, the result stays that of stock libjsonnet.
struct Acceleration {
  static let none = Acceleration()
  static let available = Acceleration()

  func register(in machine: VirtualMachine) {}

  /// What goes in front of a piece of code.
  var prefix: [SourceText.Insertion] { [] }
}
