// 待验收: what was cleaned, looked at by somebody else.
import { expect, type Page } from '@playwright/test';
import type { Phone } from '../support/phone.ts';

export class Inspector {
  constructor(private readonly phone: Phone) {}

  get #page(): Page {
    return this.phone.page;
  }

  async looksAt(spot: string): Promise<void> {
    await this.phone.open('/inspect');
    await this.#page.getByRole('link', { name: new RegExp(spot) }).first().click();
    await expect(this.#page.getByRole('button', { name: '验收通过' })).toBeVisible();
  }

  // Both photos of the spot are on the hub, and can be seen.
  async seesPhotos(count: number): Promise<void> {
    const widths = () => this.#page.getByRole('img', { name: /整治/ }).evaluateAll((all) =>
      all.map((picture) => (picture as HTMLImageElement).naturalWidth).filter((width) => width > 0).length);
    await expect.poll(widths).toBe(count);
  }

  async passes(): Promise<void> {
    await this.#page.getByRole('button', { name: '验收通过' }).click();
    await expect(this.#page.getByText('已通过').first()).toBeVisible();
  }

  async sendsBack(reason: string, place: string): Promise<void> {
    await this.#page.getByRole('button', { name: '退回整改' }).click();
    const sheet = this.#page.getByRole('dialog');
    // What is missing is said, and no longer once it is there.
    await sheet.getByRole('button', { name: /^退回/ }).click();
    await expect(sheet.getByText('选一项')).toBeVisible();
    await sheet.getByRole('button', { name: reason }).click();
    await expect(sheet.getByText('选一项')).toBeHidden();
    await sheet.getByLabel('具体在哪').fill(place);
    await sheet.getByRole('button', { name: /12 点/ }).first().click();
    await sheet.getByRole('button', { name: /^退回，限/ }).click();
    await expect(this.#page.getByText('已退回').first()).toBeVisible();
  }

  async hasSentEverything(): Promise<void> {
    await this.phone.open('/outbox');
    await expect(this.#page.getByText('都传上去了').first()).toBeVisible({ timeout: 40_000 });
  }
}
