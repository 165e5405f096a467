import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DemoError } from './demo-error.ts';

/** The demo is for this machine alone: nothing of it listens on a network. */
const LOOPBACK = '127.0.0.1';

/** Asked before anything starts, so that nobody waits for a database first. */
export async function requireFreePort(port: number, variable: string): Promise<void> {
  if (port === 0) return;
  const probe = createServer();
  await listen(probe, port, variable);
  await new Promise((done) => probe.close(done));
}

/**
 * @param variable the environment variable that chooses the port
 * @returns the port listened on
 * @throws DemoError where it is taken
 */
export function listen(server: Server, port: number, variable: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(inWords(error, port, variable)));
    server.listen(port, LOOPBACK, () => resolve((server.address() as AddressInfo).port));
  });
}

function inWords(error: NodeJS.ErrnoException, port: number, variable: string): Error {
  if (error.code === 'EADDRINUSE') {
    return new DemoError(
      `Port ${port} is taken. Stop what uses it, or choose another one: ${variable}=${port + 10} npm start`,
    );
  }
  if (error.code === 'EACCES') {
    return new DemoError(
      `Port ${port} may not be used here. Choose one from 1024 on: ${variable}=8788 npm start`,
    );
  }
  return error;
}
