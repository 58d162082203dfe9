import Glibc
import NIOCore
import NIOSSL

/// Certificate and key of a server that encrypts.
struct ServerSecurity: Sendable {
  private let context: NIOSSLContext

  /// Reads both files, in PEM; TLS 1.2 and later.
  init(chain: String, key: String) throws(ServingProblem) {
    for path in [chain, key] where access(path, R_OK) != 0 {
      throw .certificate(
        path: path,
        reason: errno == ENOENT
          ? "there is no such file" : "it cannot be read: \(String(cString: strerror(errno)))")
    }
    let certificates: [NIOSSLCertificateSource]
    do {
      certificates = try NIOSSLCertificate.fromPEMFile(chain).map { .certificate($0) }
    } catch {
      throw .certificate(path: chain, reason: "it holds no certificate in PEM")
    }
    let secret: NIOSSLPrivateKey
    do {
      secret = try NIOSSLPrivateKey(file: key, format: .pem)
    } catch {
      throw .certificate(path: key, reason: "it holds no private key in PEM without a password")
    }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: certificates, privateKey: .privateKey(secret))
    configuration.minimumTLSVersion = .tlsv12
    configuration.applicationProtocols = ["http/1.1"]
    do {
      context = try NIOSSLContext(configuration: configuration)
    } catch {
      throw .certificate(path: key, reason: "the key does not belong to the certificate")
    }
  }

  func handler() -> NIOSSLServerHandler { NIOSSLServerHandler(context: context) }
}
