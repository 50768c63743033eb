// A web server for what stands beside the app: a few answers by path, nothing else.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Answer {
  kind: string;
  body: string | Buffer;
}

export class Site {
  private constructor(private readonly server: Server) {}

  static async with(answers: () => Record<string, Answer>): Promise<Site> {
    const server = createServer((request, response) => {
      const answer = answers()[request.url ?? ''];
      if (answer) response.writeHead(200, { 'content-type': answer.kind, 'cache-control': 'no-store' }).end(answer.body);
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Site(server);
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
