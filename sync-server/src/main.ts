#!/usr/bin/env node
import { runCommandLine } from './operations/command-line/run-command-line.ts';

const signals = ['SIGTERM', 'SIGINT'] as const;

process.exitCode = await runCommandLine({
  args: process.argv.slice(2),
  env: process.env,
  out: (line) => {
    process.stdout.write(`${line}\n`);
  },
  err: (line) => {
    process.stderr.write(`${line}\n`);
  },
  onSignal: (listener) => {
    for (const signal of signals) process.on(signal, listener);
    return () => {
      for (const signal of signals) process.off(signal, listener);
    };
  },
});
