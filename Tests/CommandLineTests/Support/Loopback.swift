import Foundation
import Glibc
import Synchronization

/// A small HTTP server on a free port of 127.0.0.1, for as long as it is kept.
final class LoopbackServer: Sendable {
  /// What one request gets: the body, after a while.
  struct Answer: Sendable {
    var body: String
    var delay: Duration = .zero
  }

  let port: Int
  private let socket: Int32
  private let answer: @Sendable (_ path: String) -> Answer?
  private let counts = Mutex<[String: Int]>([:])

  /// - Parameter answer: called on a thread of its own for each request; nil: 404.
  init(_ answer: @escaping @Sendable (_ path: String) -> Answer?) throws {
    self.answer = answer
    (socket, port) = try Loopback.listen()
    let listener = socket
    Loopback.detach { [weak self] in
      while true {
        let connection = accept(listener, nil, nil)
        if connection < 0 { return }
        guard let self else {
          close(connection)
          return
        }
        Loopback.detach { self.serve(connection) }
      }
    }
  }

  deinit {
    shutdown(socket, Int32(SHUT_RDWR))
    close(socket)
  }

  /// How many requests for a path were answered to the end.
  func answered(_ path: String) -> Int { counts.withLock { $0[path] ?? 0 } }

  private func serve(_ connection: Int32) {
    defer { close(connection) }
    let path = Loopback.requestPath(connection)
    let answer = answer(path)
    if let delay = answer?.delay { usleep(UInt32(delay / .microseconds(1))) }
    let head = answer == nil ? "404 Not Found" : "200 OK"
    let body = answer?.body ?? ""
    let fields = ["HTTP/1.0 \(head)", "Content-Type: text/plain; version=0.0.4", "Content-Length: \(body.utf8.count)"]
    Loopback.send(fields.joined(separator: "\r\n") + "\r\n\r\n" + body, to: connection)
    counts.withLock { $0[path, default: 0] += 1 }
  }
}

/// Sockets of the loopback interface.
enum Loopback {
  struct Failure: Error {
    var call: String
    var number = errno
  }

  /// Asks a server of this machine; nil where it does not answer.
  static func get(_ path: String, port: Int) -> String? {
    let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard connection >= 0 else { return nil }
    defer { close(connection) }
    guard withAddress(port, { connect(connection, $0, $1) }) == 0 else { return nil }
    send("GET \(path) HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n", to: connection)
    let text = String(decoding: receive(connection) { _ in false }, as: UTF8.self)
    guard text.hasPrefix("HTTP/1.0 200"), let end = text.range(of: "\r\n\r\n") else { return nil }
    return String(text[end.upperBound...])
  }

  fileprivate static func listen() throws -> (socket: Int32, port: Int) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw Failure(call: "socket") }
    guard withAddress(0, { bind(descriptor, $0, $1) }) == 0, Glibc.listen(descriptor, 64) == 0 else {
      throw Failure(call: "listen")
    }
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
    }
    guard status == 0 else { throw Failure(call: "getsockname") }
    return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
  }

  /// The path of a request, without its query.
  fileprivate static func requestPath(_ connection: Int32) -> String {
    let bytes = receive(connection) { $0.suffix(4) == [13, 10, 13, 10] }
    let words = String(decoding: bytes, as: UTF8.self).split(separator: " ", maxSplits: 2)
    return words.count == 3 ? String(words[1].prefix { $0 != "?" }) : ""
  }

  fileprivate static func send(_ text: String, to connection: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  private static func receive(_ connection: Int32, until isComplete: ([UInt8]) -> Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while !isComplete(bytes) {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return bytes
  }

  private static func withAddress(_ port: Int, _ use: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        use($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  fileprivate static func detach(_ work: @escaping @Sendable () -> Void) { Thread.detachNewThread(work) }
}
