// The day of a volunteer: an offer, coming, cleaning with photos.
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Phone } from '../support/phone.ts';

const PHOTOS = path.join(import.meta.dirname, '..', 'photos');

export class Volunteer {
  constructor(private readonly phone: Phone) {}

  get #page(): Page {
    return this.phone.page;
  }

  async accepts(zone: RegExp): Promise<void> {
    await this.phone.open('/messages');
    await this.#page.getByRole('link', { name: zone }).first().click();
    await this.#page.getByRole('button', { name: '我去' }).click();
    await expect(this.#page.getByText(/^好，/)).toBeVisible();
  }

  async signsIn(): Promise<void> {
    await this.phone.open('/today');
    await this.#page.getByRole('button', { name: '我到了，签到' }).click();
    await expect(this.#page.getByText(/已签到/).first()).toBeVisible();
  }

  // Goes to a spot of the day's list.
  async goesTo(spot: string): Promise<void> {
    await this.phone.open('/today');
    await this.#page.getByRole('link', { name: new RegExp(spot) }).first().click();
    await expect(this.#page.getByRole('heading', { level: 1 })).toBeVisible();
  }

  async photographs(file: string): Promise<void> {
    const choosing = this.#page.waitForEvent('filechooser');
    await this.#page.getByRole('button', { name: '从相册选' }).first().click();
    await (await choosing).setFiles(path.join(PHOTOS, file));
    await this.#page.getByRole('button', { name: '用这张' }).click();
  }

  async isDone(): Promise<void> {
    await this.#page.getByRole('button', { name: '清理完了' }).click();
    await expect(this.#page.getByText('等督查来看').first()).toBeVisible();
  }

  // Nothing waits on this phone any more, neither words nor bytes.
  async hasSentEverything(): Promise<void> {
    await this.phone.open('/outbox');
    await expect(this.#page.getByText('都传上去了').first()).toBeVisible({ timeout: 40_000 });
  }

  async mends(spot: string, file: string): Promise<void> {
    await this.goesTo(spot);
    await expect(this.#page.getByText('这处还差一点')).toBeVisible();
    await this.#page.getByRole('button', { name: '去清，再拍一张' }).click();
    await this.photographs(file);
    await this.#page.getByRole('button', { name: '清理完了' }).click();
    await expect(this.#page.getByText('第 2 次交上去了，等督查来看')).toBeVisible();
  }
}
