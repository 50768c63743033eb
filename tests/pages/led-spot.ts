// A spot with the eyes of its leader: somebody else's work, and a mistake put right.
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Phone } from '../support/phone.ts';

export class LedSpot {
  constructor(private readonly phone: Phone) {}

  get #page(): Page {
    return this.phone.page;
  }

  async goesTo(place: string): Promise<void> {
    await this.phone.open('/zones');
    await this.#page.locator('main a[href^="/zones/"]').first().click();
    await this.#page.getByRole('link', { name: new RegExp(place) }).click();
  }

  async writesDownFor(name: string, picture: string): Promise<void> {
    const chosen = this.#page.waitForEvent('filechooser');
    await this.#page.getByText('从相册选').first().click();
    await (await chosen).setFiles(path.join(import.meta.dirname, '..', 'photos', picture));
    await this.#page.getByRole('button', { name: '用这张' }).click();
    await this.#page.getByLabel('谁清的').selectOption({ label: name });
    await this.#page.getByRole('button', { name: '清理完了' }).click();
  }

  async takesBack(): Promise<void> {
    await this.#page.getByRole('button', { name: '记错了' }).click();
    await this.#page.getByRole('dialog').getByRole('button', { name: '这处没清，改回来' }).click();
  }
}
