// The real hub, release build, on a data folder of its own. It says where it listens and how each role gets in, one
// line each: "listening http://…", "join http://…", "leader …", "inspector …", "organiser …".
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

export const ROLES = ['join', 'leader', 'inspector', 'organiser'] as const;
export type Role = (typeof ROLES)[number];

// A test run that breaks off before its fixtures are put away must not leave hubs behind.
const running = new Set<ChildProcess>();
process.on('exit', () => { for (const hub of running) hub.kill('SIGKILL'); });

function newFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'yingchun-hub-'));
}

// A photo of which it has all bytes.
export interface Whole {
  id: string;
  file: string;
}

export class Hub {
  readonly #program: string;
  #app: string;
  readonly #data: string;
  readonly #links = new Map<string, string>();
  #port = 0;
  #words: string[] = [];
  #process: ChildProcess | undefined;
  // The end of its log; shown where a test fails.
  #log = '';

  private constructor(program: string, app: string, data: string) {
    this.#program = program;
    this.#app = app;
    this.#data = data;
  }

  // A demonstration campaign, freshly made; that takes a while, so tests open copies of one.
  static async made(program: string, app: string): Promise<Hub> {
    const hub = new Hub(program, app, await newFolder());
    return hub.#orGone(hub.#start());
  }

  // The same campaign as it stood when this hub was stopped, on data of its own; with these words more on its command line.
  async copy(...words: string[]): Promise<Hub> {
    const data = await newFolder();
    await cp(this.#data, data, { recursive: true });
    const hub = new Hub(this.#program, this.#app, data);
    hub.#words = words;
    return hub.#orGone(hub.#start());
  }

  get host(): string {
    return '127.0.0.1';
  }

  get port(): number {
    return this.#port;
  }

  // The folder of the app that it gives out.
  get app(): string {
    return this.#app;
  }

  get data(): string {
    return this.#data;
  }

  get log(): string {
    return this.#log;
  }

  // The photos that it keeps whole, without those known before, oldest first: an id begins with its time.
  async photos(before: Whole[] = []): Promise<Whole[]> {
    const whole = path.join(this.#data, 'photos', 'whole');
    const files = await readdir(whole, { recursive: true }).catch(() => []);
    const photos = files.filter((file) => file.endsWith('.jpg')).map((file) => ({ id: path.basename(file, '.jpg'), file: path.join(whole, file) }));
    const known = new Set(before.map(({ id }) => id));
    return photos.filter(({ id }) => !known.has(id)).sort((one, other) => one.id.localeCompare(other.id));
  }

  // The way in for a role, as a path: people come through the wire, which has another origin.
  way(role: Role): string {
    const link = new URL(this.#links.get(role) ?? '');
    return link.pathname + link.search + link.hash;
  }

  // Pulls the plug.
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  // Asks it to stop in order.
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  // On the same data and the same port; with another release of the app, where one is named.
  async restart(app = this.#app): Promise<void> {
    await this.kill();
    this.#app = app;
    await this.#start();
  }

  // Puts a copy of database and photos into a folder, while it runs.
  async backup(to: string): Promise<void> {
    await promisify(execFile)(this.#program, ['backup', '--data', this.#data, '--to', to, '--new']);
  }

  // Its disk is gone; the newest copy of a folder is put on another one, and it goes on at the same port.
  async putBack(from: string): Promise<void> {
    await this.kill();
    await rm(this.#data, { recursive: true });
    await promisify(execFile)(this.#program, ['restore', '--data', this.#data, '--from', from]);
    await this.#start();
  }

  async closed(): Promise<void> {
    await this.kill();
    await rm(this.#data, { recursive: true, force: true });
  }

  async #orGone(started: Promise<void>): Promise<this> {
    try {
      await started;
    } catch (cause) {
      await this.closed();
      throw cause;
    }
    return this;
  }

  async #start(): Promise<void> {
    const words = ['serve', '--data', this.#data, '--listen', `${this.host}:${this.#port}`, '--demo', '--app', this.#app, ...this.#words];
    const hub = spawn(this.#program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process = hub;
    running.add(hub);
    hub.once('exit', () => running.delete(hub));
    hub.stderr.on('data', (bytes: Buffer) => { this.#log = (this.#log + bytes.toString()).slice(-20_000); });
    const missing = new Set<string>(['listening', ...ROLES]);
    for await (const line of createInterface({ input: hub.stdout })) {
      const [word, link] = line.split(' ', 2);
      if (word && link && URL.canParse(link)) this.#links.set(word, link);
      missing.delete(word ?? '');
      if (missing.size === 0) break;
    }
    if (missing.size > 0) throw new Error(`the hub ended without saying ${[...missing].join(', ')}: ${this.#log}`);
    hub.stdout.resume();
    this.#port = Number(new URL(this.#links.get('listening') ?? '').port);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const hub = this.#process;
    if (!hub || hub.exitCode !== null || hub.signalCode !== null) return;
    const gone = once(hub, 'exit');
    hub.kill(signal);
    await gone;
  }
}
