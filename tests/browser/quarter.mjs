// A quarter of a team's work, played whole: a survey is opened, its poster drawn, answered by forty
// phones, closed, coded by two, released by two; a room is led; two waves are compared.  The
// author works by commands, the others in Chromium, each with a browser of their own.  Four phones
// are Chromium's too, the rest send what a phone sends, without one.
//
// QUARTER_SCRIPTS=off plays it without scripts, where axe cannot look; all else is the same.
//
// SPDX-License-Identifier: AGPL-3.0-or-later
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { browser_open, done, is, note, ok, source } from './lib.mjs';
import { Eyes, Person, answer_plainly, canvass, passphrase, start } from './desk.mjs';
import { lead_room } from './quarter_room.mjs';

const scripts = process.env.QUARTER_SCRIPTS !== 'off';
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'canvass-quarter.'));
const work = path.join(dir, 'work');
const at = (name) => path.join(dir, name);
const phones = 44; // of which so many have a browser
const with_browser = 4;
const survey = 'pulse@autumn';
const on = `/surveys/${survey}`;
const begun = Date.now();
const clock = (what) => note(`${((Date.now() - begun) / 1000).toFixed(1)} s: ${what}`);
if (process.env.CANVASS_PICTURES) fs.mkdirSync(process.env.CANVASS_PICTURES, { recursive: true });

// ---- what is answered --------------------------------------------------------------------------
const numbers = Array.from({ length: phones }, (_, n) => n);
const said = (n) => [`they should listen to us ${n}`, `we need more tea after an assault ${n}`, `more tea and they should listen ${n}`, `paint the walls ${n}`][n % 4];
const choice = (n) => ({ role: n % 3 ? 'officer' : 'staff', supported: String(n % 5 + 1), change: n === 9 ? 'Sergeant Tom Baker 4711 never rang me, tea' : said(n) });

// ---- the author, by commands -----------------------------------------------------------------
fs.writeFileSync(at('pass'), `${passphrase}\n`, { mode: 0o600 });
canvass('init', work);
for (const key of ['first.key', 'second.key', 'room.key']) canvass('key', 'new', at(key), '--passphrase-file', at('pass'));
const form = path.join(source, 'tests/browser/quarter/pulse.yaml');
fs.copyFileSync(form, path.join(work, 'forms/pulse.yaml'));
is(canvass('-C', work, 'survey', 'open', form, '--wave', 'autumn', '--to', at('first.key.pub'), '--to', at('second.key.pub'),
	'--expected', '120').trim(), survey, 'the author opens a survey');
ok(!canvass('-C', work, 'survey', 'list').includes('\topen'), 'which waits for its keys');
for (const key of ['first.key', 'second.key']) canvass('-C', work, 'key', 'confirm', survey, '--key', at(key), '--passphrase-file', at('pass'));
ok(canvass('-C', work, 'survey', 'list').includes('\topen'), 'and is open once both are confirmed');
const [code, address] = canvass('-C', work, 'link', 'issue', survey).trim().split('\t');
canvass('-C', work, 'poster', 'make', code, '-o', at('poster.pdf'));
ok(canvass('-C', work, 'poster', 'check', at('poster.pdf')).includes(code), 'its poster leads to it');
// Another wave of the same form is over already; what it says is released by command.
canvass('-C', work, 'survey', 'open', form, '--wave', 'winter', '--to', at('first.key.pub'), '--expected', '120', '--unconfirmed');
fs.writeFileSync(at('winter.jsonl'), numbers.map((n) => JSON.stringify({ ...choice(n), supported: n % 2 + 4 })).join('\n'));
canvass('-C', work, 'submit', 'pulse@winter', at('winter.jsonl'));
canvass('-C', work, 'survey', 'close', 'pulse@winter');

const browser = await browser_open();
const eyes = new Eyes(scripts);
await eyes.prove(browser);
const door = await start('-C', work, 'serve', '--listen', '127.0.0.1:0');
const desk = await start('-C', work, 'desk', '--listen', '127.0.0.1:0', '--key', at('first.key'), '--key', at('second.key'), '--key', at('room.key'));
const quarter = { browser, eyes, door, desk, work, scripts, at, clock };
ok(address.endsWith(`/S/${code}`), 'the poster has the address');
const eve = await Person.join(quarter, 'eve', 'evaluator');
const sam = await Person.join(quarter, 'sam', 'second evaluator');
clock('all is prepared');

// ---- while it runs: what the evaluator looks at -------------------------------------------------
await eve.go('/', 'home');
for (const [where, name] of [['/surveys', 'surveys'], [on, 'survey'], [`${on}/form`, 'form'], [`${on}/form/preview`, 'form-preview'],
	[`${on}/form/preview/page.2`, 'form-sheet'], [`${on}/form/preview/page.3?errors=yes`, 'form-sheet-errors'], [`${on}/links`, 'links'],
	[`${on}/links/${code}`, 'link'], [`${on}/posters`, 'posters'], ['/forms', 'forms'], ['/forms/pulse.yaml', 'form-file'],
	['/forms/hampshire.yaml/preview', 'form-file-preview'], ['/forms/hampshire.yaml/preview/page.2', 'form-file-sheet'],
	[`/forms/pulse.yaml/diff?with=${survey}`, 'form-diff'], ['/people', 'people'], ['/people/me', 'me'], ['/audit', 'audit-early'],
	['/backup', 'backup'], ['/releases', 'releases-none'], ['/waves', 'waves-none'], ['/compare', 'compare-none'], ['/board', 'board-none'],
	[`${on}/release`, 'release-none'], [`${on}/ledger`, 'ledger-none']])
	await eve.go(where, name);
await eve.go(`${on}/links`);
await eve.page.locator('input[name=place]').fill('Yard north');
await eve.page.locator('input[name=headcount]').fill('70');
const place_form = eve.page.locator('form', { has: eve.page.locator('input[name=place]') });
if (await place_form.locator('[name=what][value=place]:not([type=hidden]):not(button)').count()) await place_form.locator('[name=what][value=place]').check();
await Promise.all([eve.page.waitForEvent('load'), place_form.locator('button').last().click()]);
await eve.has('Yard north', 'the evaluator makes a link for a place');
await eve.go(`${on}/posters`, 'posters-two');
const picture = await eve.context.request.get(`${desk.url}${on}/posters/${code}/preview.svg?size=a4`);
ok(picture.status() === 200 && (await picture.text()).includes('<svg'), 'the poster is drawn at the desk');
const all = await eve.context.request.get(`${desk.url}${on}/posters/all?format=pdf`);
is((await all.body()).subarray(0, 5).toString(), '%PDF-', 'and all of them are downloaded');
clock('forms, links, posters');

// ---- phones answer ---------------------------------------------------------------------------------
async function answer_in_browser(n) {
	const context = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: scripts, locale: 'en-GB' });
	eyes.watch(context, [() => door.url]);
	const page = await context.newPage();
	const press = (name) => Promise.all([page.waitForEvent('load'), page.getByRole('button', { name, exact: true }).click()]);
	const look = (name) => (n === 0 ? eyes.look(page, `phone-${name}`) : null);
	const mine = choice(n);
	await page.goto(`${door.url}/S/${code}`);
	await look('first');
	await page.locator(`input[name=role][value=${mine.role}]`).check();
	await press('Continue');
	await look('scale');
	await page.locator(`input[name=supported][value="${mine.supported}"]`).check();
	await press('Continue');
	await page.locator('[name=change]').fill(mine.change);
	await look('long-text');
	await press('Continue');
	await look('check');
	await press('Send my answers');
	await look('sent');
	const thanked = (await page.locator('main').innerText()).includes('Your answers were received');
	await context.close();
	return thanked;
}
const thanked = [
	...await Promise.all(numbers.slice(0, with_browser).map(answer_in_browser)),
	...await Promise.all(numbers.slice(with_browser).map(async (n) => (await answer_plainly(`${door.url}/S/${code}`, choice(n))).includes('Your answers were received'))),
];
is(thanked.filter(Boolean).length, phones, `${with_browser} phones in Chromium and ${phones - with_browser} without a browser are thanked`);
await eve.go(on);
ok(!new RegExp(`\\b${phones}\\b`).test(await eve.text()), 'how many there are is told in tens, and not before a batch is full');
clock('phones have answered');

// ---- closed ------------------------------------------------------------------------------------------
await eve.open('Close it for good');
await eyes.look(eve.page, 'survey-closing');
await eve.prove();
await eve.press(/^Close/, 'survey-closed');
ok(canvass('-C', work, 'survey', 'list').includes(`${survey}\tclosed`), 'the evaluator closes the survey');

// ---- coded -------------------------------------------------------------------------------------------
await eve.go(`${on}/coding`, 'unlock-asked');
ok(new URL(eve.page.url()).pathname === '/unlock', 'sealed answers ask for a key');
await eve.unlock('first.key', 'unlock');
await sam.unlock('second.key');

const themes_of = (text, second) => {
	if (second && text.includes('tea after an assault 5')) return [];
	return [['aftercare', 'tea'], ['leadership', 'listen']].filter(([, word]) => text.includes(word)).map(([theme]) => theme);
};
async function code_all(person, second) {
	const { page } = person;
	await person.go(`${on}/coding`, `coding-${person.name}`);
	await Promise.all([page.waitForEvent('load'), page.locator('main a.button').first().click()]);
	let count = 0;
	while (/\/coding\/[0-9A-Z-]+$/.test(new URL(page.url()).pathname) && count <= phones) {
		await eyes.look(page, `coding-one-${person.name}`);
		const themes = themes_of(await page.locator('blockquote.quote').first().innerText(), second);
		// Without a script boxes are ticked; with it the first coder uses the keys that they have.
		if (scripts && !second) {
			for (const theme of themes) await page.keyboard.press(await page.locator(`input[value=${theme}]`).getAttribute('data-key'));
			if (!themes.length) await page.keyboard.press('0');
			await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
		} else {
			for (const theme of themes) await page.locator(`input[name=theme][value=${theme}]`).check();
			if (!themes.length) await page.locator('input[name=none]').check();
			await Promise.all([page.waitForEvent('load'), page.locator('main button[name=go][value=save]').click()]);
		}
		count++;
	}
	return count;
}
const coded = await Promise.all([code_all(eve, false), code_all(sam, true)]);
is(coded.join(), `${phones},${phones}`, 'two people code every comment, one of them by keys where there are scripts');
clock('coded');

// ---- agreement, the codebook -------------------------------------------------------------------------
await eve.go(`${on}/agreement`, 'agreement');
await eve.has('They differ on 1, of which 0 are settled', 'they differ on one');
await sam.go(`${on}/coding`, 'coding-differs');
await Promise.all([sam.page.waitForEvent('load'), sam.page.locator('main a[href*="/settle/"]').first().click()]);
await eyes.look(sam.page, 'settle');
await sam.page.locator('input[name=theme][value=aftercare]').check();
await Promise.all([sam.page.waitForEvent('load'), sam.page.locator('main button[name=go][value=save]').click()]);
await eve.go(`${on}/agreement`, 'agreement-settled');
await eve.has('They differ on 1, of which 1 is settled', 'and settle it');
await eve.go(`${on}/codebook`, 'codebook');
await sam.go(`${on}/codebook`, 'codebook-second');

// ---- a quote ---------------------------------------------------------------------------------------------
await eve.go(`${on}/quotes?theme=aftercare`, 'quotes');
const quote = await eve.page.locator('main li', { hasText: 'tea after an assault 1' }).locator('a').first().getAttribute('href');
for (const person of [eve, sam]) {
	await person.go(quote, `quote-${person.name}`);
	await person.page.locator('input[name=theme][value=aftercare]').check();
	await Promise.all([person.page.waitForEvent('load'), person.page.locator('main button[name=go][value=tick], main button[name=go][value=same]').first().click()]);
}
await sam.go(quote, 'quote-both');
await sam.has('ticked by both: it may leave', 'two people tick a quote');
clock('agreed, quoted');

// ---- released by two ----------------------------------------------------------------------------------
await eve.go(`${on}/release`, 'release');
await eve.go(`${on}/release/draft`, 'draft');
ok((await eve.page.locator('h1').innerText()).includes(`Draft of release 1 of ${survey}`), 'the evaluator sees a draft');
await eve.go(`${on}/release/draft/question/supported`, 'draft-question');
await eve.has('What is held back here, and by which rule', 'with what is held back, and why');
await eve.go(`${on}/release/draft/report`, 'draft-report');
await eve.go(`${on}/release/draft`);
await eve.press(/^Propose/, 'proposed');
const proposal = new URL(eve.page.url()).pathname;
await sam.go(proposal, 'proposal');
await sam.has('it has the fingerprint that was proposed', 'the second evaluator sees the same draft');
await sam.prove();
await sam.press('Confirm and release', 'released');
is(new URL(sam.page.url()).pathname, `${on}/releases/1`, 'and confirms it with passphrase and code');
const released = path.join(work, 'exports', survey);
const summary = JSON.parse(fs.readFileSync(path.join(released, 'summary.json'), 'utf8'));
is(summary.released_by, 'two people', 'files are written, and say that two people released them');
ok(summary.themes.find((theme) => theme.id === 'aftercare').quotes.some((words) => words.includes('tea after an assault 1')), 'with the quote');
ok(fs.readdirSync(path.join(released, 'tables')).length >= 2, 'and tables');
ok(!fs.readFileSync(path.join(released, 'summary.json'), 'utf8').includes('Baker'), 'and nobody\'s name');
for (const [where, name] of [[`${on}/releases/1/report`, 'released-report'], [`${on}/ledger`, 'ledger'], ['/releases', 'releases'], [proposal, 'proposal-confirmed'],
	[`${on}/coding`, 'coding-released'], [`/board?file=exports/${survey}/summary.json`, 'board'], [on, 'survey-released'], ['/surveys', 'surveys-released']])
	await eve.go(where, name);
await eve.go('/audit', 'audit-released');
await eve.has(/sam\s+release confirmed/, 'the audit log tells who confirmed it');
clock('released');

await lead_room(quarter);
clock('the room is over');

// ---- two waves, side by side ------------------------------------------------------------
canvass('-C', work, 'summary', 'pulse@winter', '--key', at('first.key'), '--passphrase-file', at('pass'));
await eve.go('/waves', 'waves');
await eve.go('/compare', 'compare-choose');
for (const wave of ['autumn', 'winter']) await eve.page.locator(`input[name=file][value="exports/pulse@${wave}/summary.json"]`).check();
await eve.press('Compare', 'compared');
await eve.has(/2 waves of Quarter.s pulse/, 'both waves stand side by side');
await Promise.all([eve.page.waitForEvent('load'), eve.page.locator('main ol a').nth(1).click()]);
await eyes.look(eve.page, 'compared-question');
await eve.has('I felt supported', 'question by question');
await eve.go('/audit', 'audit');
await eve.has('room action', 'and what was done in the room');
await eve.go('/', 'home-at-the-end');
await Promise.all([eve.page.waitForEvent('load'), eve.page.getByRole('button', { name: 'Sign out' }).click()]);
await eyes.look(eve.page, 'sign-in');
is(new URL(eve.page.url()).pathname, '/sign-in', 'and the evaluator signs out');
await eve.page.getByLabel('Your name').fill('eve');
await eve.page.getByLabel('Passphrase').fill('wrong');
await eve.page.getByLabel('six digits').fill('000000');
await Promise.all([eve.page.waitForEvent('load'), eve.page.getByRole('button', { name: 'Sign in' }).click()]);
eyes.expect(/\/sign-in: .*403/);
await eyes.look(eve.page, 'sign-in-refused');

clock('compared');
await browser.close();
is(await desk.stop(), 0, 'the desk stops');
is(await door.stop(), 0, 'and the door');
eyes.report(70);
clock('the end');
fs.rmSync(dir, { recursive: true, force: true });
done();
