// The wire between browser and hub: a TCP proxy of our own, because cutting the network inside the browser does not
// reach a service worker's requests. The browser knows only the wire's address, so that its origin outlives the hub.
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { expect } from '@playwright/test';

export class Wire {
  readonly #server: Server;
  readonly #open = new Set<Socket>();
  #whole = true;
  #bytesPerReset = Infinity;
  #bytesLeft = Infinity;
  #answers = true;
  #blocked: string | undefined;
  // The first lines of requests whose answers were lost.
  readonly #lost: string[] = [];
  // What browsers asked for, each request's first line, in order.
  readonly asked: string[] = [];
  // How many bytes each piece of a photo was to bring, in order.
  readonly pieces: number[] = [];
  // How often each entry was sent.
  readonly pushes = new Map<string, number>();

  readonly #host: string;

  private constructor(server: Server, host: string) {
    this.#server = server;
    this.#host = host;
  }

  // `target` is asked for each connection: a hub that was started again may have moved. `host` is what browsers call the wire.
  static async to(target: () => { host: string; port: number }, host = '127.0.0.1'): Promise<Wire> {
    const server = createServer({ allowHalfOpen: true });
    const wire = new Wire(server, host);
    server.on('connection', (browser) => wire.#join(browser, target()));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return wire;
  }

  get origin(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://${this.#host}:${port}`;
  }

  // From now on nothing gets through, and what was on its way is lost.
  cut(): void {
    this.#whole = false;
    this.#resetAll();
  }

  // What is asked reaches the hub, which does it; nobody hears its answer. `mend` ends it.
  loseAnswers(): void {
    this.#resetAll();
    this.#answers = false;
  }

  // What is asked of this path never reaches the hub; all else does. `mend` ends it.
  blocks(path: string): void {
    this.#blocked = path;
  }

  // Waits until the hub has answered a request and the answer was lost.
  async hasLostAnswerTo(path: string): Promise<void> {
    await expect.poll(() => this.#lost.filter((line) => line.includes(path)).length).toBeGreaterThan(0);
  }

  mend(): void {
    this.#whole = this.#answers = true;
    this.#blocked = undefined;
    this.#bytesPerReset = this.#bytesLeft = Infinity;
  }

  // A bad line: after every so many bytes, in either direction, all connections break. `mend` ends it.
  resetEvery(bytes: number): void {
    this.#bytesPerReset = this.#bytesLeft = bytes;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #join(browser: Socket, target: { host: string; port: number }): void {
    if (!this.#whole) {
      browser.resetAndDestroy();
      return;
    }
    const hub = connect({ host: target.host, port: target.port, allowHalfOpen: true });
    let asked = '';
    browser.on('data', (bytes: Buffer) => {
      const line = /^[A-Z]+ \/\S*/.exec(bytes.toString('latin1', 0, 200))?.[0];
      if (line) this.asked.push(line);
      if (line?.startsWith('PATCH /api/photos/')) this.pieces.push(Number(/content-length: (\d+)/i.exec(bytes.toString('latin1', 0, 2_000))?.[1]));
      asked = line ?? asked;
      if (asked.includes('/api/push')) this.#counts(bytes);
      if (this.#blocked && asked.includes(this.#blocked)) browser.resetAndDestroy();
    });
    hub.on('data', () => {
      if (this.#answers) return;
      this.#lost.push(asked);
      this.#resetAll();
    });
    this.#carry(browser, hub);
    this.#carry(hub, browser);
  }

  #counts(bytes: Buffer): void {
    for (const [, id] of bytes.toString('latin1').matchAll(/\{"id":"([0-9a-f-]{36})","(?:campaign|device)"/g)) {
      if (id) this.pushes.set(id, (this.pushes.get(id) ?? 0) + 1);
    }
  }

  #carry(from: Socket, to: Socket): void {
    this.#open.add(from);
    from.on('data', (bytes: Buffer) => {
      if (from.destroyed || to.destroyed) return;
      this.#bytesLeft -= bytes.length;
      if (this.#bytesLeft < 0) {
        this.#bytesLeft = this.#bytesPerReset;
        this.#resetAll();
        return;
      }
      if (!to.write(bytes)) {
        from.pause();
        to.once('drain', () => from.resume());
      }
    });
    from.on('end', () => to.end());
    from.on('error', () => to.resetAndDestroy());
    from.on('close', () => {
      this.#open.delete(from);
      if (!to.destroyed && !to.writableEnded) to.end();
    });
  }

  #resetAll(): void {
    for (const socket of this.#open) socket.resetAndDestroy();
    this.#open.clear();
  }
}
