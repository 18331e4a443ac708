import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { RequestListener } from 'node:http';

/** Of this file alone: it protects nothing. */
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgyO2Ii2GXP9/37i00
t+xspMvg+xk5/xQ/evr44/tQXLmhRANCAARf/7EN+du9Fra8au0H2IFU+1/UcEM1
RbMHogLDyQSM71Mwk4u/0OxJ8GTTxWJ6pcgjt3lYxHh1rCli6aXLcTXa
-----END PRIVATE KEY-----`;
const cert = `-----BEGIN CERTIFICATE-----
MIIBkDCCATagAwIBAgIUKGFg6QhJpjWUpdWEQQ8RcHXrc/owCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyNzIzMTYwNFoYDzIxMjYxMTAz
MjMxNjA0WjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARf/7EN+du9Fra8au0H2IFU+1/UcEM1RbMHogLDyQSM71Mwk4u/0OxJ
8GTTxWJ6pcgjt3lYxHh1rCli6aXLcTXao2QwYjAdBgNVHQ4EFgQUM6J1NSyXeTWH
mTo9effJS338WEkwHwYDVR0jBBgwFoAUM6J1NSyXeTWHmTo9effJS338WEkwDwYD
VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0gAMEUC
IBc1on5H6qVylN+tscoJj63XFLOjOoCwkedBxe49w+m8AiEA0OoGiZgaOMIuP3fW
86fH4L8LZNjrZhrr3dyPxY+wgXQ=
-----END CERTIFICATE-----`;

/** A server on the loopback address with a certificate of its own making, which no browser trusts. */
export class UntrustedServer {
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server's address is no text
  }

  static async start(answer: RequestListener): Promise<UntrustedServer> {
    const server = createServer({ key, cert }, answer);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new UntrustedServer(server);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
