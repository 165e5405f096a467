#!/usr/bin/env node
// Plain JavaScript, so that a Node that is too old can still say so.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `churn-card-server needs Node 22.18 or newer, however: this is ${process.version}. Run it with npm, which brings its own.`,
  );
  process.exit(1);
}
const { main } = await import('../src/cli.ts');
process.exitCode = await main(process.argv.slice(2));
// A line to the process that started this one would keep it alive.
if (process.connected) process.disconnect();
