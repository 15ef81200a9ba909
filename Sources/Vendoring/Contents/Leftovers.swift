import Platform

extension OpenFolder {
  /// Removes what killed processes began here. Folders are made by nobody but who holds this one; a file may be on its
  /// way from a process that does other work.
  func removeLeftovers() {
    for name in ((try? names()) ?? []).filter(PassingFile.isPassing) {
      if (try? entry(name)) == .folder || PassingFile.isAbandoned(name) { try? removeTree(name) }
    }
  }
}
