#!/usr/bin/env node
// Plain old JavaScript, so that a Node that is too old can still read it and say so.
const version = process.versions.node.split('.').map(Number);
if (version[0] < 22 || (version[0] === 22 && version[1] < 18)) {
  console.error('churn-trainer needs Node 22.18 or newer, this is ' + process.versions.node);
  process.exit(1);
}
import('../src/cli.ts').then(function (cli) {
  return cli.main(process.argv.slice(2));
});
