import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Sockets that take connections.
enum Listener {
  /// The addresses that are listened to; refuses a host that needs a token and has none.
  static func addresses(_ options: ServerOptions) throws(ServingProblem) -> [String] {
    guard let host = options.host else { return ["127.0.0.1", "::1"] }
    let addresses = ServerAddress.numeric(host)
    guard !addresses.isEmpty else {
      throw .badHost(host, reason: "nothing is called so")
    }
    guard addresses.allSatisfy(ServerAddress.isLoopback) || options.token != nil else {
      throw .tokenMissing(host: host)
    }
    return addresses
  }

  /// Threads for sockets, which hear no signals: those are for the threads of the program.
  static func group(threads: Int) -> MultiThreadedEventLoopGroup {
    var (all, before) = (sigset_t(), sigset_t())
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    return MultiThreadedEventLoopGroup(numberOfThreads: threads)
  }

  /// Listens on all addresses, on the same port.
  static func listen(
    _ addresses: [String], port: Int, _ service: Service, _ security: ServerSecurity?,
    on group: MultiThreadedEventLoopGroup
  ) throws(ServingProblem) -> [any Channel] {
    // A port that the system chose for the first address may be taken at the second.
    for attempt in 0..<16 {
      var (channels, chosen): ([any Channel], Int) = ([], port)
      do throws(ServingProblem) {
        for address in addresses {
          guard
            let channel = try bind(
              address, chosen, isFirst: channels.isEmpty, service, security, group)
          else { continue }
          channels.append(channel)
          chosen = channel.localAddress?.port ?? chosen
        }
        return channels
      } catch {
        for channel in channels { try? channel.close().wait() }
        guard port == 0, case .portInUse = error, attempt < 15 else { throw error }
      }
    }
    throw .portInUse(port)
  }

  /// Throws where the first address is none of this machine.
  static func check(_ addresses: [String]) throws(ServingProblem) {
    guard let address = addresses.first else { return }
    let group = group(threads: 1)
    defer { try? group.syncShutdownGracefully() }
    do {
      try ServerBootstrap(group: group).bind(
        to: SocketAddress(ipAddress: address, port: 0)
      ).wait().close().wait()
    } catch {
      throw problem(error, address, 0)
    }
  }

  /// What the system has against an address and a port.
  private static func problem(_ error: any Error, _ address: String, _ port: Int) -> ServingProblem
  {
    switch (error as? IOError)?.errnoCode {
    case EADDRINUSE: .portInUse(port)
    case EACCES, EPERM: .portForbidden(port)
    case EADDRNOTAVAIL, EAFNOSUPPORT, ENETUNREACH:
      .badHost(address, reason: "it is no address of this machine")
    case let code?: .system(String(cString: strerror(code)))
    case nil: .badHost(address, reason: "it cannot be listened to")
    }
  }

  /// `nil` for a further address that the machine does not have, as ::1 without IPv6.
  private static func bind(
    _ address: String, _ port: Int, isFirst: Bool, _ service: Service,
    _ security: ServerSecurity?, _ group: MultiThreadedEventLoopGroup
  ) throws(ServingProblem) -> (any Channel)? {
    do {
      return try bootstrap(service, security, group).bind(
        to: SocketAddress(ipAddress: address, port: port)
      ).wait()
    } catch {
      let isAbsent = [EADDRNOTAVAIL, EAFNOSUPPORT, ENETUNREACH].contains(
        (error as? IOError)?.errnoCode)
      if isAbsent, !isFirst { return nil }
      throw problem(error, address, port)
    }
  }

  private static func bootstrap(
    _ service: Service, _ security: ServerSecurity?, _ group: MultiThreadedEventLoopGroup
  ) -> ServerBootstrap {
    ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 512)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelOption(.maxMessagesPerRead, value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try set(up: channel, service, security)
        }
      }
  }

  private static func set(
    up channel: any Channel, _ service: Service, _ security: ServerSecurity?
  ) throws {
    let pipeline = channel.pipeline.syncOperations
    guard service.connections.count < service.limits.connections else {
      return try pipeline.addHandler(TurnedAway())
    }
    if let security { try pipeline.addHandler(security.handler()) }
    let gate = ConnectionGate(service.limits)
    try pipeline.addHandler(gate)
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = service.limits.header
    limits.maxHeaderListSize = service.limits.header
    limits.maxHeaderFieldCount = service.limits.headerFields
    try pipeline.configureHTTPServerPipeline(
      withPipeliningAssistance: true, withErrorHandling: false,
      withEncoderConfiguration: .init(), withDecoderLimitConfiguration: limits)
    try pipeline.addHandler(ConnectionHandler(service, gate))
  }
}
