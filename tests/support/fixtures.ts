// What a browser test gets: a hub with a demonstration campaign, a wire that can be cut, and phones behind it.
import { expect, test as base } from '@playwright/test';
import { Hub } from './hub.ts';
import { Phone, type Form } from './phone.ts';
import { Wire } from './wire.ts';

interface Shared {
  // Made once, stopped, and copied for each test.
  demonstration: Hub;
}

interface Options {
  // Whether the app's code may break: it is broken on purpose.
  mayBreak: boolean;
  // What browsers call the wire, and more words for the hub's command line.
  host: string;
  hubWords: string[];
}

interface Fixtures {
  hub: Hub;
  wire: Wire;
  // The first person's.
  phone: Phone;
  // One more phone, or a desk in the office.
  another: (form?: Form) => Promise<Phone>;
}

function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: \`cargo xtask test\` builds what the browser tests need and says where it is`);
  return value;
}

export const test = base.extend<Fixtures & Options, Shared>({
  mayBreak: [false, { option: true }],
  host: ['127.0.0.1', { option: true }],
  hubWords: [[], { option: true }],
  demonstration: [async ({}, use) => {
    const demonstration = await Hub.made(given('YINGCHUN_HUB'), given('YINGCHUN_APP'));
    await demonstration.stop();
    await use(demonstration);
    await demonstration.closed();
  }, { scope: 'worker' }],
  hub: async ({ demonstration, hubWords }, use, info) => {
    const hub = await demonstration.copy(...hubWords);
    await use(hub);
    await hub.closed();
    if (info.status !== info.expectedStatus) await info.attach('log of the hub', { body: hub.log });
  },
  wire: async ({ hub, host }, use) => {
    const wire = await Wire.to(() => hub, host);
    await use(wire);
    await wire.close();
  },
  another: async ({ wire, mayBreak }, use, info) => {
    const bought: Phone[] = [];
    await use(async (form) => {
      const phone = await Phone.bought(wire.origin, form);
      bought.push(phone);
      return phone;
    });
    const panics = bought.flatMap((phone) => phone.heard.filter((line) => line.includes('panicked')));
    for (const [index, phone] of bought.entries()) {
      if (info.status !== info.expectedStatus) await phone.shows(info.outputPath(`phone-${index + 1}.png`));
      await phone.thrownAway();
      if (info.status !== info.expectedStatus) await info.attach(`console of phone ${index + 1}`, { body: phone.heard.join('\n') });
    }
    // A page may look whole after its code broke; no test passes over that.
    if (!mayBreak) expect(panics).toEqual([]);
  },
  phone: async ({ another }, use) => {
    await use(await another());
  },
});

export { expect } from '@playwright/test';
export { DESK, WECHAT } from './phone.ts';
