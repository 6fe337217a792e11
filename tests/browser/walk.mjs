// Three people answer the shipped survey on a phone, without script: somebody to whom it
// happened, somebody to whom it did not, a supervisor.  Every page seen is checked.
// SPDX-License-Identifier: AGPL-3.0-or-later
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { Site, browser_open, done, is, note, ok, pictures } from './lib.mjs';
import { look_at_all } from './look.mjs';

const phone = { width: 390, height: 844 };
fs.rmSync(pictures, { recursive: true, force: true });
fs.mkdirSync(pictures, { recursive: true });

const site = new Site('forms/hampshire.yaml');
await site.serve();
const browser = await browser_open();
const seen = new Map(); // heading and state: the page as the browser holds it, for axe
const sources = new Map(); // and as it was sent

// One person's phone: nothing is shared with the others.
async function phone_new() {
	const context = await browser.newContext({ viewport: phone, javaScriptEnabled: false, locale: 'en-GB' });
	const page = await context.newPage();
	const requests = [];
	page.on('request', (request) => requests.push(request.url()));
	page.on('response', (response) => sources.set(response.url() + sources.size, response.text().catch(() => '')));
	await page.goto(`${site.url}/S/${site.code.toLowerCase()}`);
	return { page, context, requests };
}

// The bytes of each page that was shown, once.
async function all_sources() {
	const texts = new Map();
	for (const text of await Promise.all(sources.values())) {
		const title = /<title>([^<]*)/.exec(text)?.[1];
		if (title) texts.set(title, text);
	}
	return texts;
}

const heading = (page) => page.locator('h1').first().innerText();

async function keep(page, who, state = '') {
	const title = (await heading(page)).trim();
	const key = `${title}${state}`;
	if (!seen.has(key)) {
		seen.set(key, await page.content());
		const name = key.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 60);
		await page.screenshot({ path: path.join(pictures, `${String(seen.size).padStart(2, '0')}-${name}.png`), fullPage: true });
	}
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
	if (wide > 0) ok(false, `${who}: "${key}" scrolls sideways by ${wide}`);
	return title;
}

async function go(page, name) {
	const button = page.getByRole('button', { name, exact: true });
	await button.click();
}

// Presses Enter, and waits for the page that it leads to.
async function enter(page) {
	await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}

// Chooses "field=value" pairs; a value that is no option of a field is typed.
async function fill(page, fields) {
	for (const [name, values] of Object.entries(fields)) {
		for (const value of [values].flat()) {
			const option = page.locator(`input[name="${name}"][value=${JSON.stringify(value)}]`);
			if (await option.count()) await option.check();
			else await page.locator(`[name="${name}"]:not([type=checkbox]):not([type=radio])`).fill(value);
		}
	}
}

// Answers pages until none of the steps fits; each step is used once.
async function answer(person, who, steps) {
	const { page } = person;
	const left = [...steps];
	for (;;) {
		const title = await keep(page, who);
		const at = left.findIndex(([words]) => title.includes(words));
		if (at < 0) {
			is(left.map(([words]) => words).join(', '), '', `${who}: every page that was expected came`);
			return title;
		}
		const [[, fields, button]] = left.splice(at, 1);
		await fill(page, fields ?? {});
		await go(page, button ?? 'Continue');
	}
}

// ---- somebody to whom it happened ---------------------------------------------------------
const victim = await phone_new();
{
	const { page, requests } = victim;
	is(await heading(page), 'Operation Hampshire survey', 'the first page comes by its code, in small letters');
	const words = /Your poster or slip should say: (\w+ \w+)/.exec(await page.locator('footer').innerText())?.[1];
	ok(words && (await page.locator('main').innerText()).includes(`Your poster or slip should say ${words}.`), 'check words stand in a sentence and in the foot');
	await answer(victim, 'victim', [
		['Operation Hampshire survey', {}, 'I understand. Start'],
		['Do you supervise', { supervises: 'no' }],
		['The last 12 months', { hit: 'twice', spat: 'never', threat: 'once', abuse: 'never', hate: 'once' }],
		['What was it aimed at', { hate_reason: ['race', 'another'] }],
		['Where did these things', { settings: ['street', 'vehicle'] }],
		['off duty', { off_duty: 'no_answer' }],
		['What was the most recent one', { kind: 'assault' }],
	]);
	is(await heading(page), 'Reporting it', 'victim: the page with a follow-up');
	const follow_up = page.locator('#q-why_not');
	is(await follow_up.isVisible(), false, 'the follow-up is hidden at first, without script');
	await fill(page, { reported: 'no' });
	is(await follow_up.isVisible(), true, 'and shown once its answer is chosen');
	await fill(page, { why_not: ['minor', 'other'] });
	await fill(page, { why_not_other: 'My <b>own</b> reason & "more"' });
	await keep(page, 'victim', ' (opened)');
	await go(page, 'Continue');
	is(await heading(page), 'What it did to you', 'victim: the next page');
	await go(page, 'Back');
	is(await page.locator('#why_not-minor').isChecked(), true, 'Back keeps what was chosen');
	is(await page.locator('#why_not_other').inputValue(), 'My <b>own</b> reason & "more"', 'and what was typed');
	await answer(victim, 'victim', [
		['Reporting it', { reported: 'yes' }],
		['What it did to you', { injury: 'minor', impact: '4', time_off: 'week' }],
		['Do you want to tell us', { another: 'yes' }],
		['Incident 1', { other_kind: 'threat', other_place: 'street' }],
		['Incident 1, afterwards', { other_reported: 'no', other_support: 'partly' }],
		['Do you want to tell us', { another: 'yes' }],
		['Incident 2', { other_kind: 'spat' }],
		['Incident 2, afterwards', { other_support: 'no' }],
		['Do you want to tell us', { another: 'no' }],
		['The first 24 hours', { first_contact: 'yes', first_visit: 'no', first_treated: 'yes', first_relieved: 'partly' }],
		['The investigation', { case_other: 'yes', case_updates: 'no' }],
		['The outcome', { outcome: 'dropped', reason_given: 'no' }],
		['I was treated with the same care', { case_satisfied: '2' }],
		['Which of these were you offered', { offered: ['trim', 'nothing'] }],
	]);
	const box = page.getByRole('alert');
	is(await heading(page), 'Which of these were you offered afterwards?', 'an error stays on its page');
	ok((await page.title()).startsWith('Error: '), 'its title says so');
	is(await box.evaluate((e) => document.activeElement === e), true, 'the box of errors has the focus');
	await keep(page, 'victim', ' (error)');
	const target = await box.getByRole('link').first().getAttribute('href');
	is(await page.locator(target).count(), 1, 'its link leads to a field');
	is(await page.locator('#offered-trim').isChecked(), true, 'what was chosen is kept');
	await page.locator('#offered-nothing').uncheck();
	await go(page, 'Continue');
	await answer(victim, 'victim', [
		['Which of them helped', { helped: 'trim' }],
		['Later on', { later_month: 'yes', later_quarter: 'too_soon' }],
		['Does it still affect you', { still: 'little' }],
		['Had you heard', { heard: 'name' }],
		['What you know', { knows_plan: 'no', knows_pledge: 'yes' }],
		['Supervisors here keep', { pledge_kept: '3' }],
		['If it happened tomorrow', { would_report: '4', would_support: '2' }],
		['What is your role', { role: 'officer' }],
		['Where do you mostly work', { area: 'response' }],
		['How long have you worked', {}],
		['would have helped you most', { would_have_helped: 'Somebody to talk to.\nمرحبا <script>alert(1)</script>' }],
		['What one thing should change', { change: 'Ring back the next day' }],
	]);
	is(await heading(page), 'Check your answers before you send them', 'victim: the check page');
	const rows = await page.locator('dl.rows').innerText();
	ok(rows.includes('Somebody to talk to.') && rows.includes('<script>alert(1)</script>'), 'what was typed stands there, as text');
	ok(rows.includes('Incident 2: What was it?') && !rows.includes('Why did you not report it?'), 'turns are told apart; what is hidden is not shown');
	ok(rows.includes('Not answered'), 'what was left out is said to be');
	await go(page, 'Change What is your role?');
	await keep(page, 'victim', ' (change)');
	is(await page.locator('#role-officer').isChecked(), true, 'Change leads to the answer');
	await fill(page, { role: 'staff' });
	await go(page, 'Continue');
	is(await heading(page), 'Check your answers before you send them', 'and back to the check page');
	ok((await page.locator('dl.rows').innerText()).includes('Police staff or PCSO'), 'with the new answer');
	const form = await page.content();
	await go(page, 'Send my answers');
	await keep(page, 'victim');
	ok((await page.locator('main').innerText()).includes('Your answers were received.'), 'victim: sent');
	is(await page.locator('button').count(), 0, 'the last page has no button');
	// The last page is sent twice: the same fields again, as a browser's reload sends them.
	const again = await victim.context.request.post(`${site.url}/S/${site.code}`, {
		form: Object.fromEntries(['ticket', 'draft'].map((name) => [name, new RegExp(`name="${name}" value="([^"]*)"`).exec(form)[1]]).concat([['go', 'send']])),
	});
	is(again.status(), 200, 'the last page sent twice is thanked for twice');
	ok((await again.text()).includes('the first copy counts'), 'in the same words');
	is((await victim.context.cookies()).length, 0, 'no cookie was set');
	is(requests.filter((url) => !url.startsWith(`${site.url}/S/`)).join(), '', 'one request a page, to its own address alone');
}

// ---- somebody to whom it did not happen ---------------------------------------------------
const bystander = await phone_new();
{
	const { page } = bystander;
	await answer(bystander, 'non-victim', [
		['Operation Hampshire survey', {}, 'I understand. Start'],
		['Do you supervise', { supervises: 'no_answer' }],
		['The last 12 months', { hit: 'never', spat: 'never', threat: 'never', abuse: 'never', hate: 'never' }],
		['Had you heard', { heard: 'well' }],
		['What you know', { knows_pledge: 'no' }],
		['If it happened tomorrow', { would_report: '5' }],
		['What is your role', { role: 'staff' }],
		['Where do you mostly work', { area: 'other' }],
		['How long have you worked', { service: 'over_15' }],
		['What one thing should change', {}],
	]);
	is(await heading(page), 'Check your answers before you send them', 'non-victim: ten pages lead to the check page');
	// A change of mind opens pages: Change leads on through them and back.
	await go(page, 'Change I was threatened');
	await fill(page, { threat: 'once' });
	await go(page, 'Continue');
	is(await heading(page), 'Where did these things happen?', 'a change that opens pages leads to the first of them');
	await go(page, 'Back');
	is(await heading(page), 'Check your answers before you send them', 'Back leads to the check page');
	await go(page, 'Change I was threatened');
	await fill(page, { threat: 'never' });
	await go(page, 'Continue');
	is(await heading(page), 'Check your answers before you send them', 'and changing back closes them again');
	await go(page, 'Send my answers');
	ok((await page.locator('main').innerText()).includes('Your answers were received.'), 'non-victim: sent');
}

// ---- a supervisor, with the keyboard alone where it matters -------------------------------------
const supervisor = await phone_new();
{
	const { page } = supervisor;
	await go(page, 'I understand. Start');
	await page.locator('#supervises-yes').focus();
	await page.keyboard.press('Space');
	await enter(page);
	is(await heading(page), 'The last 12 months', 'Enter in a field continues, and does not go back');
	// Saved on one device, gone on with on another; then by pasting, for phones without files.
	await fill(page, { hit: 'once' });
	const download = page.waitForEvent('download');
	await go(page, 'Save and finish later');
	const saved = path.join(site.dir, (await download).suggestedFilename());
	await (await download).saveAs(saved);
	is(path.basename(saved), 'finish-later.html', 'what is saved is a file');
	const other = await browser.newContext({ viewport: phone, javaScriptEnabled: false });
	const file = await other.newPage();
	await file.goto(`file://${saved}`);
	await keep(file, 'supervisor');
	const text = await file.locator('#Saved').inputValue();
	await go(file, 'Continue');
	is(await heading(file), 'The last 12 months', 'the file goes on where it stopped');
	is(await file.locator('#hit-once').isChecked(), true, 'with what was chosen');
	await file.goto(`${site.url}/S/${site.code}`);
	await file.getByText('Continue a saved form').first().click();
	await file.locator('#Saved').fill(text);
	await go(file, 'Continue the saved form');
	is(await file.locator('#hit-once').isChecked(), true, 'and so does its text, pasted');
	await other.close();
	await fill(page, { hit: 'never' });
	await answer(supervisor, 'supervisor', [
		['The last 12 months', { abuse: 'once' }],
		['Where did these things', { settings: 'other' }],
		['off duty', { off_duty: 'yes' }],
		['What was the most recent one', { kind: 'abuse' }],
		['Reporting it', { reported: 'no', why_not: 'part_of_job' }],
		['What it did to you', { impact: '1' }],
		['The first 24 hours', {}],
		['Which of these were you offered', { offered: 'nothing' }],
		['Later on', {}],
		['Does it still affect you', { still: 'no' }],
		['Had you heard', { heard: 'no' }],
		['What you know', {}],
		['If it happened tomorrow', {}],
		['For supervisors', { lead_steps: '4', lead_time: '2', lead_tools: '3' }],
		['What makes it hard', { barriers: ['staffing', 'not_told'] }],
		['What is your role', { role: 'no_answer' }],
		['Where do you mostly work', {}],
		['How long have you worked', { service: 'from_2_to_5' }],
		['would have helped you most', {}],
		['What one thing should change', { change: 'x'.repeat(1500) }],
	]);
	await page.getByRole('button', { name: 'Send my answers' }).focus();
	await enter(page);
	ok((await page.locator('main').innerText()).includes('Your answers were received.'), 'supervisor: sent');
}

// ---- the pages around, and those that say no -----------------------------------------------------
{
	const { page, context } = await phone_new();
	for (const [at, state] of [['/', ''], ['/?code=nonsense', ' (error)'], ['/privacy', ''], ['/accessibility', ''], ['/cookies', ''], ['/S/00000000', '']]) {
		await page.goto(site.url + at);
		await keep(page, 'anybody', state);
	}
	await page.goto(site.url);
	await page.getByLabel('What is your code?').fill(`${site.code.slice(0, 4)} ${site.code.slice(4).toLowerCase()}`);
	await enter(page);
	is(await heading(page), 'Operation Hampshire survey', 'a code typed with a blank and small letters leads to the survey');
	await context.request.post(`${site.url}/S/${site.code}`, { form: { ticket: '0'.repeat(26), draft: 'broken', change: 'kept', go: 'next' } })
		.then(async (reply) => {
			is(reply.status(), 422, 'a broken draft is an error of its page');
			seen.set('a broken draft', await reply.text());
		});
}

// ---- as bytes on the wire ---------------------------------------------------------------------------
function raw(request) {
	return new Promise((resolve, reject) => {
		const { hostname, port } = new URL(site.url);
		const socket = net.connect(Number(port), hostname, () => socket.write(request));
		let bytes = 0;
		let head = '';
		socket.on('data', (part) => { bytes += part.length; if (head.length < 4096) head += part.toString('latin1'); });
		socket.on('end', () => resolve({ bytes, head: head.slice(0, head.indexOf('\r\n\r\n')) }));
		socket.on('error', reject);
	});
}
{
	const host = new URL(site.url).host;
	const get = (at) => raw(`GET ${at} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
	const first = await get(`/S/${site.code}`);
	ok(first.bytes <= 14600, `the first page is one flight of packets: ${first.bytes} bytes with headers`);
	ok(first.head.length <= 900, `of which headers: ${first.head.length}, at most what the pages' budget allows for them`);
	ok(!/set-cookie/i.test(first.head) && /no-store/.test(first.head) && !/content-encoding/i.test(first.head), 'no cookie, no cache, no compression');
	ok(/content-security-policy: default-src 'none'; style-src 'sha256-/i.test(first.head) && !/unsafe/.test(first.head), 'a policy by hash');
	const unknown = await get('/S/00000000');
	site.canvass('-C', site.work, 'link', 'close', site.spare);
	await new Promise((resolve) => setTimeout(resolve, 2500)); // the door looks each second
	const closed = await get(`/S/${site.spare}`);
	ok(/^HTTP\/1.1 404 /.test(unknown.head) && /^HTTP\/1.1 410 /.test(closed.head), 'an unknown code is 404, a closed one 410');
	is(unknown.bytes, closed.bytes, 'and both have one size');
}

await look_at_all(browser, await all_sources(), seen);
await browser.close();
await site.close();

const stored = site.opened();
is(stored.length, 3, 'three answers are stored');
ok(stored.some((line) => line.includes('role=Police staff or PCSO') && line.includes('other_kind.2=Being spat at') &&
	line.includes('<script>alert(1)</script>') && !line.includes('why_not=')), 'the victim\'s, as last changed, nothing hidden in it');
ok(stored.some((line) => line.includes('hit=Never') && line.includes('threat=Never') && !line.includes('settings=')), 'the non-victim\'s');
ok(stored.some((line) => line.includes('lead_time=Disagree') && line.includes('why_not=It is part of the job') && line.includes('role=Prefer not to say')), 'the supervisor\'s');
if (stored.length !== 3) note(stored.join('\n'));
site.remove();
note(`pictures: ${pictures}`);
done();
