// 收手机存的文件: the office takes in what a phone saved as a file.
import { expect, type Page } from '@playwright/test';
import type { Phone } from '../support/phone.ts';
import type { Receipt } from '../support/promises.ts';

export interface Told {
  // On the page.
  said: string;
  // By the hub, one for each entry, in order.
  receipts: Receipt[];
}

export class TakeIn {
  private constructor(private readonly page: Page) {}

  static async opened(desk: Phone): Promise<TakeIn> {
    return new TakeIn(await desk.open('/office/settings'));
  }

  async brings(file: string): Promise<Told> {
    const panel = this.page.locator('.panel').filter({ hasText: '收手机存的文件' });
    const choosing = this.page.waitForEvent('filechooser');
    await panel.getByRole('button', { name: '选择文件（.jsonl）' }).click();
    const answered = this.page.waitForResponse((answer) => answer.url().endsWith('/api/take-in'));
    await (await choosing).setFiles({ name: 'yingchun.jsonl', mimeType: 'application/x-ndjson', buffer: Buffer.from(file) });
    const { receipts } = await (await answered).json() as { receipts: Receipt[] };
    const said = panel.getByText(/^收下了/);
    await expect(said).toBeVisible();
    return { said: await said.innerText(), receipts };
  }
}
