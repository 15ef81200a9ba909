internal import CJsonnet

/// The libjsonnet that this process runs with.
public enum JsonnetLibrary {
  /// Its version, such as `v0.18.0`.
  public static var version: String { String(cString: jsonnet_version()) }
}
