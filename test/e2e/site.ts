import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is at a path; null where nothing is. */
export type Answer = (path: string) => Promise<Content | null> | Content | null;

export interface Content {
  readonly type: string;
  readonly body: string | Uint8Array;
}

export interface Site {
  /** Such as `http://localhost:41234`: one that no other site of the tests has. */
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * A web site on this machine. A page that Playwright fulfills comes from nowhere, and browsers
 * keep such a page from asking servers here.
 */
export async function startSite(answer: Answer): Promise<Site> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    void Promise.resolve(answer(pathname)).then((content) => {
      if (content) response.setHeader('Content-Type', content.type);
      else response.statusCode = 404;
      response.end(content?.body);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
