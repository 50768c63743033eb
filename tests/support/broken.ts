// What goes wrong inside a browser, made to happen.
import type { Page } from '@playwright/test';

// Overwrites the memory of the running app, so that its next step goes astray in the wasm. Nothing in the app helps.
export async function breaks(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const script = performance.getEntriesByType('resource').map((it) => it.name).find((it) => /\/field-[0-9a-f]+\.js$/.test(it));
    if (!script) throw new Error('the app was not loaded by a script of its own');
    const app = await import(script) as { default: () => Promise<{ memory: WebAssembly.Memory }> };
    const { memory } = await app.default();
    new Uint8Array(memory.buffer).fill(0xff);
  });
}

// From the next page on, nothing can be stored.
export async function keepsNothing(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', { value: { open: () => { throw new DOMException('no', 'SecurityError'); } } });
  });
}
