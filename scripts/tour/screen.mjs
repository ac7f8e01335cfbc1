// A screen without a display.

import { spawn } from 'node:child_process';

/** Starts a screen and returns its name and what ends it. Xvfb finds a free number itself. */
export async function screen(width, height) {
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const number = await new Promise((found, failed) => {
    server.once('error', failed);
    server.stdout.once('data', (data) => found(String(data).trim()));
  });
  return { name: `:${number}`, end: () => server.kill() };
}
