import type { Express } from 'express';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartupError } from '../errors.ts';

export interface HttpServer {
  /** Such as `http://127.0.0.1:8787`. */
  readonly address: string;
  /** Stops accepting, waits for running requests, and cuts what takes longer. */
  close(withinMs: number): Promise<void>;
}

/** @throws StartupError where the port is taken */
export async function listen(app: Express, host: string, port: number): Promise<HttpServer> {
  const server = createServer(
    {
      headersTimeout: 10_000,
      // JSON bodies have 30 seconds (http/mount.ts); this is for an import over a slow line.
      requestTimeout: 15 * 60_000,
      keepAliveTimeout: 65_000,
      maxHeaderSize: 16_384,
      connectionsCheckingInterval: 5_000,
    },
    app,
  );
  server.maxConnections = 2000;
  await listening(server, host, port);
  const { port: actual } = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  return { address: `http://${name}:${actual}`, close: (withinMs) => close(server, withinMs) };
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'the port is taken' : error.message;
      reject(new StartupError(`PORT ${port} on ${host} cannot be used: ${why}.`));
    });
    server.listen(port, host, resolve);
  });
}

const IDLE_CHECK_MS = 50;

async function close(server: Server, withinMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  // A connection is idle only after its answer, and then nobody else would close it.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
  const timer = setTimeout(() => server.closeAllConnections(), withinMs);
  await closed;
  clearInterval(idle);
  clearTimeout(timer);
}
