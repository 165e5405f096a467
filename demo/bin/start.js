#!/usr/bin/env node
// Plain JavaScript that an old Node can read too, so that it can say in words what is wrong.
const wanted = [22, 18];
const found = process.versions.node.split('.').map(Number);

if (found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1])) {
  console.error(
    `Churn Card needs Node ${wanted.join('.')} or newer, however: this is Node ${process.versions.node}. ` +
      'Run "npm ci && npm start": npm brings a Node that is new enough.',
  );
  process.exitCode = 1;
} else {
  import('../src/start.ts').then(({ start }) => start(process.argv.slice(2)));
}
