/// How a model is served without anybody at a prompt, for the manual.
enum ServingExamples {
  /// A unit of systemd.
  static let unit = """
    [Unit]
    Description=A model of nabla over HTTP
    After=network.target

    [Service]
    ExecStart=/usr/local/bin/nabla serve /srv/nabla/m.safetensors --port 8080 \\
      --ledger /var/lib/nabla/requests.csv --token ${CREDENTIALS_DIRECTORY}/token
    LoadCredential=token:/etc/nabla/token
    DynamicUser=yes
    StateDirectory=nabla
    TimeoutStopSec=10
    Restart=on-failure
    NoNewPrivileges=yes
    ProtectSystem=strict
    ProtectHome=yes
    PrivateTmp=yes
    MemoryMax=2G

    [Install]
    WantedBy=multi-user.target
    """

  /// An image that serves one model.
  static let containerfile = """
    FROM debian:trixie-slim
    RUN apt-get update && apt-get install -y --no-install-recommends libedit2 libncursesw6 libmd0 zlib1g \\
      && rm -rf /var/lib/apt/lists/*
    COPY nabla /usr/local/bin/nabla
    COPY m.safetensors /srv/m.safetensors
    USER 65534
    EXPOSE 8080
    STOPSIGNAL SIGTERM
    ENTRYPOINT ["nabla", "serve", "/srv/m.safetensors", "--host", "0.0.0.0", "--token", "/run/secrets/token"]
    """
}
