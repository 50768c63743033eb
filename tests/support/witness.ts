// Writes down what a page says to a person, as it says it: what was said before a kill must be true after it.
import type { Page } from '@playwright/test';

export class Witness {
  readonly #said: string[] = [];

  // Hears one of these words wherever it appears, in this page and in those that it loads.
  static async of(page: Page, words: string[]): Promise<Witness> {
    const witness = new Witness();
    await page.exposeFunction('yingchunHeard', (word: string) => { witness.#said.push(word); });
    await page.addInitScript((awaited) => {
      const heard = (window as unknown as { yingchunHeard: (word: string) => void }).yingchunHeard;
      const said = new Set<string>();
      const look = () => {
        const text = document.body?.textContent ?? '';
        for (const word of awaited) {
          const there = text.includes(word);
          if (there && !said.has(word)) heard(word);
          if (there) said.add(word); else said.delete(word);
        }
      };
      new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
    }, words);
    return witness;
  }

  hasHeard(word: string): boolean {
    return this.#said.includes(word);
  }
}

// How often pages asked the browser, from here on, not to clear away what they keep.
export async function countsPersist(page: Page): Promise<() => number> {
  let asked = 0;
  await page.exposeFunction('yingchunPersists', () => { asked += 1; });
  await page.addInitScript(() => {
    const { yingchunPersists } = window as unknown as { yingchunPersists: () => void };
    const persist = StorageManager.prototype.persist;
    StorageManager.prototype.persist = function () {
      yingchunPersists();
      return persist.call(this);
    };
  });
  return () => asked;
}
