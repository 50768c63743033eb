// 街道办: the desk.
import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import type { Phone } from '../support/phone.ts';

export class Office {
  constructor(private readonly desk: Phone) {}

  get #page(): Page {
    return this.desk.page;
  }

  async writesDown(spot: string, zone: RegExp): Promise<void> {
    await this.desk.open('/office/zones');
    await this.#page.getByRole('button', { name: '新建点位' }).first().click();
    const sheet = this.#page.getByRole('dialog');
    const zones = sheet.getByRole('combobox');
    const option = await zones.locator('option').filter({ hasText: zone }).first().getAttribute('value');
    await zones.selectOption(option);
    await sheet.getByLabel('点位（具体位置）').fill(spot);
    await sheet.getByRole('button', { name: '白色垃圾' }).click();
    await sheet.getByRole('button', { name: '新建点位' }).click();
    await expect(this.#page.getByRole('link', { name: spot })).toBeVisible();
  }

  // The bytes of the workbook.
  async downloadsLedger(): Promise<Buffer> {
    await this.desk.open('/office/ledgers');
    const downloading = this.#page.waitForEvent('download');
    await this.#page.getByRole('link', { name: '导出台账' }).first().click();
    return readFile(await (await downloading).path());
  }
}
