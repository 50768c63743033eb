// Looks at a screen as people do who see little, hear the page read out, have large thumbs or a small phone; collects
// what is in somebody's way. A walk goes through all screens and says everything that it found at its end.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { Eye } from '../walk/eye.ts';
import { coveredOf, outsideOf, smallOf } from './geometry.ts';
import { as, LOOKS, type Window } from './look.ts';

interface Glance extends Window {
  name: string;
}

const AS_SOLD: Glance = { name: 'phone', width: 360, height: 800, text: 16, marks: LOOKS.light };
const SMALL: Glance = { name: '320×560, text doubled', width: 320, height: 560, text: 32, marks: LOOKS.light };
const LARGE_TYPE: Glance = { name: '大字版', width: 360, height: 800, text: 16, marks: LOOKS.care };
const DESKTOP: Glance = { name: '1280×800', width: 1280, height: 800, text: 16, marks: LOOKS.light };
const AT_NIGHT: Glance = { name: 'dark', width: 360, height: 800, text: 16, marks: LOOKS.dark };
const GLANCES = [AS_SOLD, SMALL, LARGE_TYPE, DESKTOP];

// A thumb's width on a phone, in CSS px; on a desk there is a mouse (WCAG 2.2, 2.5.8).
const THUMB = 48;
const MOUSE = 24;

const NAMED = /^\s*- (button|link|textbox|checkbox|radio|combobox|slider|spinbutton|dialog|img)(?: \[|:|$)/;

export class Judge implements Eye {
  readonly #found: string[] = [];

  // Judges the screen in front, in every look and size, and leaves it as it was.
  async sees(page: Page, screen: string): Promise<void> {
    const back = page.viewportSize();
    for (const glance of GLANCES) {
      await as(page, glance);
      this.#note(screen, glance, await page.evaluate(outsideOf));
      this.#note(screen, glance, await page.evaluate(coveredOf));
      const least = glance === DESKTOP ? MOUSE : THUMB;
      if (glance !== SMALL) this.#note(screen, glance, await page.evaluate(smallOf, least));
      if (glance === AS_SOLD) this.#note(screen, glance, await unnamed(page));
      if (glance === AS_SOLD) this.#note(screen, glance, await heard(page));
      if (glance === LARGE_TYPE) this.#note(screen, glance, await pale(page));
    }
    await as(page, AT_NIGHT);
    this.#note(screen, AT_NIGHT, await pale(page));
    await as(page, { ...AS_SOLD, ...(back ?? {}) });
  }

  // Judges only what lies where.
  async glances(page: Page, screen: string): Promise<void> {
    const back = page.viewportSize();
    for (const glance of GLANCES) {
      await as(page, glance);
      this.#note(screen, glance, await page.evaluate(outsideOf));
      this.#note(screen, glance, await page.evaluate(coveredOf));
    }
    await as(page, { ...AS_SOLD, ...(back ?? {}) });
  }

  // To be called where the walk ends.
  hasNothingToSay(): void {
    expect(this.#found).toEqual([]);
  }

  #note(screen: string, glance: Glance, faults: string[]): void {
    this.#found.push(...faults.map((fault) => `${screen}, ${glance.name}: ${fault}`));
  }
}

async function unnamed(page: Page): Promise<string[]> {
  const tree = await page.locator('body').ariaSnapshot();
  return tree.split('\n').filter((line) => NAMED.test(line)).map((line) => `without a name: ${line.trim()}`);
}

async function heard(page: Page): Promise<string[]> {
  return worst(new AxeBuilder({ page }).setLegacyMode(true));
}

async function pale(page: Page): Promise<string[]> {
  return worst(new AxeBuilder({ page }).setLegacyMode(true).withRules(['color-contrast']));
}

async function worst(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  const grave = violations.filter((it) => it.impact === 'serious' || it.impact === 'critical');
  return grave.map((it) => `${it.id}: ${it.nodes.map((node) => `${node.target.join(' ')} (${node.any[0]?.message ?? ''})`).join('; ')}`);
}
