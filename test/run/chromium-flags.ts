/**
 * How every suite starts Chromium. No GPU and no QUIC, because containers have neither; nothing
 * that calls home, because a test must not depend on the network.
 */
export const chromiumFlags: readonly string[] = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Chromium refuses to sandbox root, which is who runs tests in most containers.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];
