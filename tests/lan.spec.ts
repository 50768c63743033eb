// A laptop's own network in the hills, plain http: no worker, no lock, no SubtleCrypto, no place; nothing is lost for it.
import { expect, test } from './support/fixtures.ts';
import { HILLS } from './support/phone.ts';
import { Join } from './pages/join.ts';
import { Outbox } from './pages/outbox.ts';
import { comeInAs } from './pages/invite.ts';
import { Assign } from './pages/leader.ts';
import { Volunteer } from './pages/volunteer.ts';

const MEI = { name: '李晓梅', mobile: '13800002047' };
const ZONE = /青石河东岸/;
const SPOT = '河东岸第三块菜地边';
const HERE = '这里是本地网络，存的内容只在这个网址下看得到';

// A browser trusts 127.0.0.1 as it trusts https: only under another name is this machine what a phone in the hills sees.
test.use({ host: HILLS, hubWords: ['--allow-http'] });

test('over plain http she signs up, photographs and checks off, and the hub has it all', async ({ phone, another, hub }) => {
  test.setTimeout(240_000);
  await Join.signedUp(phone, hub, MEI);
  const here = () => phone.page.evaluate(() => ({
    secure: isSecureContext, worker: 'serviceWorker' in navigator, locks: 'locks' in navigator, subtle: Boolean(crypto.subtle),
  }));
  expect(await here()).toEqual({ secure: false, worker: false, locks: false, subtle: false });
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
  await mei.isDone();
  await expect(phone.page.getByText(HERE)).toBeVisible();
  // A kill loses nothing here either.
  await phone.kill();
  await mei.hasSentEverything();
  await (await Outbox.opened(phone)).isEmpty();
});
