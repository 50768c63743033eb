// A laptop's own network in the hills, plain http: no worker, no lock, no SubtleCrypto, no place; nothing is lost for it.
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { HILLS } from './support/phone.ts';
import { Join } from './pages/join.ts';
import { comeInAs } from './pages/invite.ts';
import { Assign } from './pages/leader.ts';
import { Inspector } from './pages/inspector.ts';
import { Volunteer } from './pages/volunteer.ts';

const MEI = { name: '李晓梅', mobile: '13800002047' };
const ZONE = /青石河东岸/;
const SPOT = '河东岸第三块菜地边';
// GeolocationPositionError.PERMISSION_DENIED
const PERMISSION_DENIED = 1;
const HERE = '这里是本地网络，存的内容只在这个网址下看得到';

// A browser trusts 127.0.0.1 as it trusts https: only under another name is this machine what a phone in the hills sees.
test.use({ host: HILLS, hubWords: ['--allow-http'] });

// What a browser gives to pages that it trusts, and what becomes of asking where she is, though she allowed it.
async function given(page: Page): Promise<object> {
  await page.context().setGeolocation({ latitude: 30.2, longitude: 120.1 });
  await page.context().grantPermissions(['geolocation']);
  return page.evaluate(async () => ({
    secure: isSecureContext, worker: 'serviceWorker' in navigator, locks: 'locks' in navigator, subtle: 'subtle' in crypto,
    place: await new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('told'), ({ code }) => resolve(code))),
  }));
}

test('over plain http she signs up, photographs and checks off, and an inspector sees it all', async ({ phone, another, wire, hub }) => {
  test.setTimeout(240_000);
  await Join.signedUp(phone, hub, MEI);
  expect(await given(phone.page)).toEqual({ secure: false, worker: false, locks: false, subtle: false, place: PERMISSION_DENIED });
  await expect(phone.page.getByText(HERE)).toBeVisible();

  const leader = new Assign(await comeInAs('leader', await another(), hub));
  await leader.takesIn(MEI.name);
  await leader.asks(MEI.name);
  const mei = new Volunteer(phone);
  await mei.isAskedTo(ZONE);
  await mei.accepts(ZONE);
  await mei.signsInFirst();
  await mei.goesTo(SPOT);
  await mei.photographs('portrait_6.jpg');
  wire.cut();
  await mei.isDone();
  await expect(phone.page.getByText(HERE)).toBeVisible();
  // A kill loses nothing here either; a page that no worker keeps opens when the network is back.
  await phone.kill();
  wire.mend();
  await mei.hasSentEverything();

  const eyes = await another();
  await comeInAs('inspector', eyes, hub);
  const inspector = new Inspector(eyes);
  await inspector.looksAt(SPOT);
  await expect(eyes.page.getByText(MEI.name).first()).toBeVisible();
  // That of the survey, and hers.
  await inspector.seesPhotos(2);
});
