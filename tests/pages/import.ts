// 导入: a file or a pasted list, every line with what becomes of it, then the act.
import { expect, type Locator, type Page } from '@playwright/test';
import type { Phone } from '../support/phone.ts';

export type File = string | { name: string; mimeType: string; buffer: Buffer };

// Tabs between cells, CR LF behind rows; a cell with a line break in it stands between quotation marks, its own ones doubled.
function asExcelCopies(rows: string[][]): string {
  const cell = (text: string) => (/[\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => `${row.map(cell).join('\t')}\r\n`).join('');
}

export class Import {
  constructor(private readonly desk: Phone) {}

  get #page(): Page {
    return this.desk.page;
  }

  async opens(sort = '志愿者名册'): Promise<void> {
    await this.desk.open('/office/import');
    const chip = this.#page.getByRole('button', { name: sort, exact: true });
    await chip.click();
    await expect(chip).toHaveAttribute('aria-pressed', 'true');
  }

  async chooses(file: File): Promise<void> {
    const choosing = this.#page.waitForEvent('filechooser');
    await this.#page.getByRole('button', { name: '选择文件' }).click();
    await (await choosing).setFiles(file);
  }

  async pastes(text: string): Promise<void> {
    await this.#page.getByLabel('或把表格、接龙粘贴到这里').fill(text);
  }

  // As a person does: the cells out of Excel or WPS lie on the clipboard, then Ctrl+V in the field.
  async pastesCells(rows: string[][]): Promise<void> {
    await this.#page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await this.#page.evaluate(async (text) => navigator.clipboard.writeText(text), asExcelCopies(rows));
    await this.#page.getByLabel('或把表格、接龙粘贴到这里').click();
    await this.#page.keyboard.press('Control+a');
    await this.#page.keyboard.press('Control+v');
  }

  // The line of the preview on which something stands.
  row(words: string): Locator {
    return this.#page.getByRole('row').filter({ hasText: words });
  }

  // 可导入 112 行，跳过 1 行，有误 7 行
  async counts(): Promise<{ taken: number; left: number; wrong: number }> {
    const title = this.#page.getByRole('heading', { name: /^可导入 \d+ 行/ });
    const [taken = 0, left = 0, wrong = 0] = ((await title.innerText()).match(/\d+/g) ?? []).map(Number);
    return { taken, left, wrong };
  }

  // The lines of one kind.
  async shows(kind: string): Promise<void> {
    await this.#page.getByRole('button', { name: new RegExp(`^${kind}`) }).click();
  }

  async bringsIn(rows: number): Promise<void> {
    await this.#page.getByRole('button', { name: `导入 ${rows} 行` }).click();
    await expect(this.#page.getByText(`${rows} 行已存好`)).toBeVisible({ timeout: 60_000 });
  }
}
