// Serves a built app's folder as files, and its index.html for every other path.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const KINDS: Record<string, string> = {
  '.css': 'text/css', '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.json': 'application/json',
  '.svg': 'image/svg+xml', '.wasm': 'application/wasm', '.webmanifest': 'application/manifest+json',
};

export interface Shelf {
  host: string;
  port: number;
  close(): Promise<void>;
}

export async function shelf(folder: string): Promise<Shelf> {
  const server = createServer(async (request, response) => {
    const asked = path.normalize(new URL(request.url ?? '/', 'http://shelf').pathname);
    const file = path.extname(asked) ? asked : asked.startsWith('/office') ? '/office/index.html' : '/index.html';
    try {
      const bytes = await readFile(path.join(folder, file));
      response.writeHead(200, { 'content-type': KINDS[path.extname(file)] ?? 'application/octet-stream' }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: '127.0.0.1',
    port,
    close: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}
