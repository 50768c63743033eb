// 这部手机里存着的: the plain page for when the app does not open.
import { expect, type Page } from '@playwright/test';
import { savesFile } from '../support/saved.ts';
import type { Wire } from '../support/wire.ts';

export class Rescue {
  constructor(private readonly page: Page, private readonly wire: Wire) {}

  // What waits, saved as a file: the ids of its entries, by what they are.
  async savesFile(): Promise<Map<string, string>> {
    const { text } = await savesFile(this.page);
    const entries = text.trim().split('\n').map((line) => JSON.parse(line) as { kind: string; id: string });
    return new Map(entries.map(({ kind, id }) => [kind, id]));
  }

  // So many of all that is kept here wait.
  async has(waiting: number): Promise<void> {
    await expect(this.page.getByText(new RegExp(`条都存着，在这部手机里，${waiting} 条等着传`))).toBeVisible();
  }

  async finds(words: string): Promise<void> {
    await this.#sends();
    await expect(this.page.getByText(words)).toBeVisible();
  }

  // Sends these entries, which nobody has sent yet, and no others; each goes once.
  async brings(ids: string[]): Promise<void> {
    const sent = () => ids.map((id) => this.wire.pushes.get(id) ?? 0);
    const before = new Map(this.wire.pushes);
    expect(sent()).toEqual(ids.map(() => 0));
    await this.#sends();
    await expect(this.page.getByText(new RegExp(`^传到 ${ids.length} 条，共 ${ids.length} 条。`))).toBeVisible();
    expect([...this.wire.pushes].filter(([id, times]) => times !== before.get(id))).toEqual(ids.map((id) => [id, 1]));
  }

  async opensAgain(): Promise<void> {
    await this.page.getByRole('link', { name: '重新打开' }).click();
  }

  async #sends(): Promise<void> {
    await this.page.getByRole('button', { name: '再传一次' }).click();
  }
}
