// The wire between browser and hub: a TCP proxy of our own, because cutting the network inside the browser does not
// reach a service worker's requests. The browser knows only the wire's address, so that its origin outlives the hub.
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { expect } from '@playwright/test';

// One connection of a browser, as far as its last request goes.
interface Request {
  // Its first line.
  line: string;
  // How long each of its bytes and of its answer's is on the way.
  lagMs: number;
  answered: boolean;
  // The gateway lets it pass.
  spared: boolean;
}

export class Wire {
  readonly #server: Server;
  readonly #open = new Set<Socket>();
  readonly #requests = new Map<Socket, Request>();
  #whole = true;
  #bytesPerReset = Infinity;
  #bytesLeft = Infinity;
  #answers = true;
  #lag: { path: string; ms: number } | undefined;
  // What something on the way takes, and what it says in the hub's stead; where it says nothing it breaks the connection.
  #gateway: { takes: RegExp; answer: string | undefined; spares: number } | undefined;
  // The first lines of requests whose answers were lost.
  readonly #lost: string[] = [];
  // What browsers asked for, each request's first line, in order.
  readonly asked: string[] = [];
  // The first lines of requests whose browser was gone before any of the answer came.
  readonly left: string[] = [];
  // How many bytes each piece of a photo was to bring, in order.
  readonly pieces: number[] = [];
  // How often each entry was sent and let through.
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

  // What is asked of this path never reaches the hub, but for so many requests at first; all else does. `mend` ends it.
  blocks(path: string, spares = 0): void {
    this.#gateway = { takes: new RegExp(path), answer: undefined, spares };
  }

  // A gateway on the way takes what is asked so, and the hub never hears of it: the answer is its own, or the connection
  // breaks. `mend` ends it.
  answersItself(takes: RegExp, answer?: string): void {
    this.#gateway = { takes, answer, spares: 0 };
  }

  // Over a weak signal, what is asked of this path is so long on the way, and so is its answer. `mend` ends it.
  lags(path: string, ms: number): void {
    this.#lag = { path, ms };
  }

  // Waits until something is asked so and no answer has come.
  async isOpen(asked: string): Promise<void> {
    const open = () => [...this.#requests.values()].some(({ line, answered }) => !answered && line.includes(asked));
    await expect.poll(open, { message: `${asked} is open`, timeout: 60_000, intervals: [10] }).toBe(true);
  }

  // Waits until no browser is there any more.
  async isDeserted(): Promise<void> {
    await expect.poll(() => this.#requests.size, { intervals: [10] }).toBe(0);
  }

  // Waits until the hub has answered a request and the answer was lost.
  async hasLostAnswerTo(path: string): Promise<void> {
    await expect.poll(() => this.#lost.filter((line) => line.includes(path)).length).toBeGreaterThan(0);
  }

  mend(): void {
    this.#whole = this.#answers = true;
    this.#gateway = this.#lag = undefined;
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
    const request: Request = { line: '', lagMs: 0, answered: true, spared: false };
    this.#requests.set(browser, request);
    browser.on('data', (bytes: Buffer) => {
      const line = /^[A-Z]+ \/\S*/.exec(bytes.toString('latin1', 0, 200))?.[0];
      if (line) this.#begins(request, line, bytes);
      if (request.spared || !this.#gateway?.takes.test(request.line)) {
        if (request.line.includes('/api/push')) this.#counts(bytes);
        return;
      }
      request.answered = true;
      turnsBack(browser, this.#gateway.answer);
      hub.destroy();
    });
    hub.on('data', () => {
      if (this.#answers) return;
      this.#lost.push(request.line);
      this.#resetAll();
    });
    const leaves = () => {
      if (this.#requests.delete(browser) && !request.answered) this.left.push(request.line);
    };
    browser.on('end', leaves);
    browser.on('close', leaves);
    this.#carry(browser, hub, request);
    this.#carry(hub, browser, request, () => { request.answered = true; });
  }

  #begins(request: Request, line: string, bytes: Buffer): void {
    this.asked.push(line);
    if (line.startsWith('PATCH /api/photos/')) this.pieces.push(Number(/content-length: (\d+)/i.exec(bytes.toString('latin1', 0, 2_000))?.[1]));
    const lags = this.#lag && line.includes(this.#lag.path);
    const spared = this.#gateway !== undefined && this.#gateway.takes.test(line) && this.#gateway.spares-- > 0;
    Object.assign(request, { line, lagMs: lags ? this.#lag?.ms : 0, answered: false, spared });
  }

  #counts(bytes: Buffer): void {
    for (const [, id] of bytes.toString('latin1').matchAll(/\{"id":"([0-9a-f-]{36})","(?:campaign|device)"/g)) {
      if (id) this.pushes.set(id, (this.pushes.get(id) ?? 0) + 1);
    }
  }

  #carry(from: Socket, to: Socket, request: Request, passed?: () => void): void {
    this.#open.add(from);
    const later = (does: () => void) => { if (request.lagMs === 0) does(); else setTimeout(does, request.lagMs); };
    from.on('data', (bytes: Buffer) => {
      if (from.destroyed || to.destroyed) return;
      this.#bytesLeft -= bytes.length;
      if (this.#bytesLeft < 0) {
        this.#bytesLeft = this.#bytesPerReset;
        this.#resetAll();
        return;
      }
      later(() => {
        if (to.destroyed || to.writableEnded) return;
        passed?.();
        if (to.write(bytes)) return;
        from.pause();
        to.once('drain', () => from.resume());
      });
    });
    from.on('end', () => later(() => to.end()));
    from.on('error', () => to.resetAndDestroy());
    from.on('close', () => {
      this.#open.delete(from);
      later(() => { if (!to.destroyed && !to.writableEnded) to.end(); });
    });
  }

  #resetAll(): void {
    for (const socket of this.#open) socket.resetAndDestroy();
    this.#open.clear();
    this.#requests.clear();
  }
}

function turnsBack(browser: Socket, answer: string | undefined): void {
  if (answer === undefined) browser.resetAndDestroy();
  else if (!browser.writableEnded) browser.end(answer);
}
