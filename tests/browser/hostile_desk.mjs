// The hostile database: forty texts in every field that a role or a phone can fill, by the commands
// and pages that real people use.  Then each address of the desk, the wall, the phones' pages and
// whatever is exported is opened in Chromium, with scripts on: no dialog, no request to elsewhere, no
// report of a policy, no element or attribute of theirs, and each text is shown as the text it is.
// SPDX-License-Identifier: AGPL-3.0-or-later
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { browser_open, done, is, note, ok } from './lib.mjs';
import { Person, canvass, start } from './desk.mjs';
import { Hand, files, fill_desk, named, on, plain, publish_elsewhere, refused, room_name, survey, surveys, takes } from './hostile_fill.mjs';
import { Watch } from './hostile_look.mjs';
import { Room, open_room } from './hostile_room.mjs';
import { hostile, line, marks } from './hostile_texts.mjs';

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'canvass-hostile.'));
const work = path.join(dir, 'work');
const at = (name) => path.join(dir, name);
const begun = Date.now();
let watch;
const clock = (what) => note(`${((Date.now() - begun) / 1000).toFixed(1)} s, ${watch?.pages ?? 0} pages: ${what}`);
process.on('uncaughtException', (error) => {
	note([String(error.stack), ...new Set(watch?.bad)].slice(0, 40).join('\n'));
	process.exit(1);
});

// ---- filled by commands -------------------------------------------------------------------------
Object.assign(process.env, { CANVASS_FORCE: line(`${hostile[0]} ${hostile[2]}`, 60), CANVASS_CONTACT: line(hostile[35] + hostile[3], 60),
	CANVASS_EXIT_URL: 'https://www.example.org/' });
files(work, at);
const quotes = surveys(work, at);
refused(work, at);
const room_code = open_room(work, at);
const code = canvass('-C', work, 'link', 'issue', 'hostile@now').split('\t')[0];
clock('commands');

// ---- the desk, the door, two people ---------------------------------------------------------------
const browser = await browser_open();
const table = canvass('desk', '--routes').trim().split('\n').map((row) => row.split('\t'));
watch = new Watch(table.filter(([method]) => method === 'GET').map(([, row]) => row));
const door = await start('-C', work, 'serve', '--listen', '127.0.0.1:0');
const desk = await start('-C', work, 'desk', '--listen', '127.0.0.1:0', '--key', at('one.key'), '--key', at('two.key'), '--passphrase-file', at('pass'));
watch.homes = [`${desk.url}/`, `${door.url}/`, `file://${dir}/`, 'https://www.example.org/', 'https://www.equalityadvisoryservice.com/'];
const quarter = { browser, eyes: watch, door, desk, work, scripts: true };
const ann = await Person.join(quarter, 'ann', 'evaluator', '--role', 'facilitator');
const sam = await Person.join(quarter, 'sam', 'second evaluator', '--role', 'visiting lead');
const [first, second] = [new Hand(ann), new Hand(sam)];
const { page } = ann;
page.setDefaultTimeout(15000);
const untyped = /\p{Cc}/u;
const visit = (where, status) => watch.visit(page, desk.url + where, status);

// That looking finds what it is there to find.
async function prove() {
	const other = new Watch([]);
	other.homes = ['https://canvass.example/'];
	const context = await browser.newContext();
	other.watch(context);
	const bad = await context.newPage();
	await bad.route('**/*', (route) => route.fulfill({ headers: { 'Content-Type': 'text/html', 'Content-Security-Policy': "default-src 'none'" },
		body: hostile.filter((text) => !/^(<\/|-->|<!|<meta)/.test(text) && text.length < 200).map((text) => `<p>${text}</p><i title="${text}"></i><i title='${text}'></i>`).join('\n') }));
	await bad.goto('https://canvass.example/');
	await other.look(bad);
	for (const words of [/onerror/, /onload/, /onfocus/, /<script>/, /<base>/, /evil\.example/, /Content Security Policy/i, / id qz/, / style /])
		ok(other.bad.some((found) => words.test(found)), `a page that escapes nothing is found out: ${words.source}`);
	const quiet = await context.newPage();
	await quiet.unroute('**/*');
	await quiet.route('**/*', (route) => route.fulfill({ headers: { 'Content-Type': 'text/html' }, body: `<script>alert(1)</script>&amp;amp;lt;b id=${marks[18]}` }));
	await quiet.goto('https://canvass.example/');
	await other.look(quiet);
	ok(other.bad.some((found) => /a dialog/.test(found)), 'and so is a dialog');
	await context.close();
}
await prove();

// ---- a phone answers the survey ----------------------------------------------------------------------
async function answer() {
	const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-GB' });
	watch.watch(context);
	const phone = await context.newPage();
	for (const where of ['/', '/privacy', '/accessibility', '/cookies', `/S/${code}`]) await watch.visit(phone, door.url + where);
	const short = hostile.map((text) => [...text].slice(0, 60).join(''));
	let chunk = 0;
	for (let i = 0; i < 24; i++) {
		await watch.look(phone);
		const texts = phone.locator('main textarea:visible');
		if (await texts.count()) await texts.first().fill([...short.slice(8 * chunk, 8 * chunk + 8).join(' ')].slice(0, 400).join(''));
		for (const name of new Set(await phone.locator('main input[type=radio], main input[type=checkbox]').evaluateAll((list) => list.map((e) => e.name))))
			await phone.locator(`main input[name="${name}"]`).first().check({ force: true });
		const go = await phone.evaluate(() => [...document.querySelectorAll('main button[name="go"]:not(.vh)')].map((e) => e.value).filter((v) => v === 'next' || v === 'send').pop());
		if (!go) break;
		const change = go === 'send' && ++chunk < 3 ? 'change.words' : go;
		await Promise.all([phone.waitForEvent('load', { timeout: 8000 }), phone.locator(`main button[name="go"][value="${change}"]:not(.vh)`).first().click({ timeout: 8000 })])
			.catch(async (error) => { note(`${change}: ${await phone.locator('main').innerText()}`); throw error; });
	}
	is(await phone.locator('h1').first().innerText().then((t) => t.trim()), 'Thank you', 'a phone answers with hostile words, to the end');
	await watch.look(phone);
	await context.close();
}
await answer();
clock('a phone has answered');

// ---- the room ---------------------------------------------------------------------------------------------
const counts = {};
const tally = (what, reply) => {
	counts[what] = counts[what] ?? {};
	counts[what][reply.status] = (counts[what][reply.status] ?? 0) + 1;
	return reply;
};
const room = new Room(first, watch, page, door.url, room_code);
await room.lead_it();
ok((await room.record(tally)) >= 30, 'the room has thirty ideas or more');
is([...new Set(room.kinds)].filter((kind) => /Warm-up|Words|Notes|Dot votes|Scorecard|Read back|Talk|Closing/.test(kind)).length >= 7, true, `each kind of step was led: ${room.kinds.join(', ')}`);
note(`phones thanked and refused: ${JSON.stringify(room.thanked)}; rulings: ${JSON.stringify(room.rulings)}`);
for (const where of ['', '/now', '/waiting', '/record', '/grid', '/script', '/wall', '/wall/now', '/wall?refresh=5']) await visit(`/rooms/${room_name}${where}`);
await room.act('end');
for (const where of ['', '/wall', '/wall/now', '/record', '/grid']) await visit(`/rooms/${room_name}${where}`);
await watch.visit(page, room.url, 410).catch(() => null);
clock('the room is over');

// ---- coding, codebook, places, proposals -------------------------------------------------------------------
const { counts: filled, coded } = await fill_desk(first, second);
note(`what the desk took: ${JSON.stringify({ ...filled, ...counts })}`);
is(filled.coded.join(), '40,40', 'two people coded forty comments');
clock('the desk is filled');

await visit(filled.proposal);
await visit(filled.open);
const confirm = await second.send(filled.open, `${filled.open}/confirm`, { passphrase: 'correct horse battery staple', code: await sam.generator.next() });
is(confirm.to, `${on}/releases/1`, 'it is released');
canvass('-C', work, 'room', 'export', room_name);
const released = path.join(work, 'exports', survey);
// What other forces published lies in imports/, under names of their own.
const elsewhere = path.join(work, 'imports');
publish_elsewhere(work, path.join(released, 'summary.json'), path.join(elsewhere, 'wave.json'), { wave: 'w0', survey: 'hostile@w0' });
publish_elsewhere(work, path.join(work, 'exports', room_name, 'room.json'), path.join(elsewhere, 'room.json'), {});
for (const text of named) {
	fs.copyFileSync(path.join(elsewhere, 'wave.json'), path.join(elsewhere, `${text}.json`));
	fs.copyFileSync(path.join(elsewhere, 'room.json'), path.join(elsewhere, `${text} room.json`));
	const other = path.join(elsewhere, `${text} force`);
	fs.mkdirSync(other);
	fs.copyFileSync(path.join(elsewhere, 'wave.json'), path.join(other, 'summary.json'));
	fs.writeFileSync(path.join(other, 'MANIFEST.json'), JSON.stringify({ released: text, survey: text, invented: false, ledger: { release: 1 } }));
}
clock('released and exported');

// ---- every address of the desk --------------------------------------------------------------------------------
const listed = async (where, pattern) => [...new Set([...(await first.get(where)).text.matchAll(pattern)].map((m) => plain(m[1])))];
for (const where of ['/', '/unlock', '/people', '/people/me', '/audit', '/backup', '/surveys', '/forms', '/rooms', '/releases', '/waves', '/board', '/compare'])
	await visit(where);
const now = '/surveys/hostile@now';
for (const where of ['', '/form', '/form/preview', '/links', '/posters', '/coding', '/agreement', '/codebook', '/quotes', '/release', '/release/draft',
	'/release/draft/report', '/ledger', '/releases/1', '/releases/1/report'])
	await visit(on + where);
await visit(`${on}/release/draft?words=said.words&since=imports/wave.json`).catch(() => null);
for (const where of ['', '/links', '/posters', '/form/preview?show=page.2']) await visit(now + where);
for (const sheet of ['page.1', 'page.2', 'page.3', 'page.4?errors=yes', 'page.5', 'page.6?errors=yes'])
	for (const where of [`${on}/form/preview/${sheet}`, `/forms/hostile.yaml/preview/${sheet}`]) await visit(where);
for (const where of ['/forms/hostile.yaml', '/forms/broken.yaml', `/forms/hostile.yaml/diff?with=${survey}`, '/forms/hostile.yaml/preview']) await visit(where);
for (const question of ['role', 'part0', 'part1', 'scale', 'fa']) await visit(`${on}/release/draft/question/${question}`);
for (const where of coded.slice(0, 14)) await visit(where);
await visit(coded[5].replace('/coding/', '/settle/'));
for (const id of quotes.slice(0, 8)) await visit(`${on}/quotes/${id}`);
for (const where of (await listed(`${now}/links`, /href="(\/surveys\/hostile@now\/links\/[^"?]*)"/g)).slice(0, 16)) await visit(where);
const codes = (await listed(`${now}/links`, /href="\/surveys\/hostile@now\/links\/([0-9A-Z]*)"/g));
let posters = 0;
for (const [i, link] of codes.slice(0, 14).entries()) {
	const picture = `${now}/posters/${link}/preview.svg?size=a4&contact=${encodeURIComponent(line(hostile[(3 * i) % 40], 60))}`;
	if ((await first.get(picture)).status !== 200) continue;
	await visit(picture);
	posters++;
}
ok(posters >= 10, `${posters} posters are drawn`);
const board = await listed('/board', /option value="([^"]*)"/g);
ok(board.length > 12 && !board.some((file) => /room\.json$/.test(file)), 'the board offers summaries, and no room');
// Of a file whose name nobody can type it says that there is no such release.
for (const file of board.slice(0, 12)) await visit(`/board?file=${encodeURIComponent(file)}`, untyped.test(file) ? 404 : 200);
const side = (...list) => `/compare?${list.map((file) => `file=${encodeURIComponent(file)}`).join('&')}`;
const ours = `exports/${survey}/summary.json`;
for (const question of ['', '&question=1', '&question=2', '&question=3']) await visit(side(ours, 'imports/wave.json') + question);
for (const text of named) await visit(`${side(ours, `imports/${text}.json`)}&question=1`, untyped.test(text) ? 404 : 200);
const rooms = (text) => [`exports/${room_name}/room.json`, text ? `imports/${text} room.json` : 'imports/room.json'].map((file) => `file=${encodeURIComponent(file)}`).join('&');
for (const where of ['/compare-rooms', `/rooms/${room_name}/report`, `/rooms/${room_name}/files`]) await visit(where);
for (const text of ['', ...named.slice(0, 12)]) await visit(`/compare-rooms?${rooms(text)}`, untyped.test(text) ? 404 : 200);
await watch.visit(sam.page, `${desk.url}${on}/coding`);
await watch.visit(sam.page, `${desk.url}${on}/codebook`);
clock('every page');

// ---- what a query or an address says, and what is given back with an error --------------------------------------
for (const [i, text] of hostile.entries()) {
	const q = encodeURIComponent([...text].slice(0, 150).join(''));
	const to = [`/audit?subject=${q}`, `/sign-in?back=${q}`, `${now}/posters?contact=${q}`, `${on}/release/draft?words=${q}`, `/board?file=${q}`, `/compare?file=${q}&file=${q}`,
		`/forms/${q}`, `/surveys/${q}`, `${on}/coding/${q}`, `/unlock?back=${q}`, `${on}/quotes?theme=${q}`, `/forms/hostile.yaml/diff?with=${q}`, `/rooms/${q}`, `/forms?lang=${q}`];
	for (let k = 0; k < 3; k++) {
		const reply = await page.goto(desk.url + to[(3 * i + k) % to.length]);
		if (reply.status() >= 500) watch.bad.push(`${to[(3 * i + k) % to.length]} gives ${reply.status()}`);
		await watch.look(page);
	}
}
async function type(where, action, fields, button, at_page = page) {
	if (where) await at_page.goto(desk.url + where);
	await at_page.evaluate(() => document.querySelectorAll('details').forEach((e) => { e.open = true; }));
	const area = at_page.locator(`form[action="${action}"]`, button ? { has: at_page.locator(button) } : {}).first();
	for (const [name, value] of Object.entries(fields)) await area.locator(`[name="${name}"]`).first().fill(value);
	await area.locator('input[required]').evaluateAll((list) => list.forEach((e) => { e.required = false; }));
	await Promise.all([at_page.waitForEvent('load'), area.locator(button ?? 'button').first().click()]);
	await watch.look(at_page);
}
for (const text of hostile) await type(`${now}/links`, `${now}/links`, { place: [...text].slice(0, 60).join(''), headcount: '7' }, 'button[value=place]');
for (const i of [0, 3, 4, 20, 33]) {
	await type(`${on}/codebook`, `${on}/codebook`, { theme: hostile[i].slice(0, 60), title: hostile[i + 1], definition: hostile[i + 2], words: hostile[i + 3], reason: hostile[i + 4] }, 'button[value=add]');
	await type(`${on}/quotes/${quotes[i]}`, `${on}/quotes/${quotes[i]}`, { hide: hostile.slice(i, i + 4).join('\n') }, 'button[value=look]').catch((error) => note(String(error).slice(0, 200)));
}
const stranger = await browser.newContext();
watch.watch(stranger);
const door_step = await stranger.newPage();
await watch.visit(door_step, `${desk.url}/sign-in`);
for (const i of [2, 33]) {
	await watch.visit(door_step, `${desk.url}/sign-in?back=${encodeURIComponent(`/${hostile[i]}`)}`);
	await type(null, '/sign-in', { name: hostile[i], passphrase: hostile[i], code: '123456' }, undefined, door_step);
}
clock('what is given back');

// ---- files: asked for as files, each with its own kind ----------------------------------------------------------
const kinds = [[`${on}/release/draft/tables/part0.csv`, /csv/], [`${on}/releases/1/tables/part0.csv`, /./], [`${on}/releases/1/files/summary.html`, /./], [`${on}/releases/1/files/summary.json`, /./], [`${on}/releases/1/files/bundle.zip`, /./],
	[`/rooms/${room_name}/files/room.json`, /./], [`${now}/posters/all`, /pdf/], [`${now}/posters/${code}/file?format=svg`, /svg/]];
const pack = await first.send(`${now}/posters`, `${now}/posters/pack`, { places: 'places.csv', size: 'a4', 'leave-out': 'yes' });
if (pack.status === 303) kinds.push([`${now}/posters/pack.pdf`, /pdf/]);
for (const [where, kind] of kinds) {
	const reply = await first.get(where);
	ok(reply.status === 200 && kind.test(reply.headers['content-type']) && reply.headers['x-content-type-options'] === 'nosniff' && /^attachment/.test(reply.headers['content-disposition'] ?? ''),
		`${where.replace(code, 'CODE')} is a file of its own kind, to be kept and not shown`) || note(`${reply.status} ${JSON.stringify(reply.headers)}`);
	watch.row(desk.url + where, reply.status);
}

// Those that nobody comes to in this way say why.
const elsewhere_seen = new Map([['/invite/:', 'both people came by it; it works once']]);
const missing = watch.rows.map(({ row }) => row).filter((row) => !watch.visited.has(row) && !elsewhere_seen.has(row));
is(missing.join(' '), '', `each of ${watch.rows.length} addresses of the desk that can be read was opened, ${watch.pages} pages in all`);

// ---- what is exported ----------------------------------------------------------------------------------------------
canvass('-C', work, 'compare', path.join(released, 'summary.json'), path.join(elsewhere, 'wave.json'), '-o', at('compared.html'));
if (!takes('-C', work, 'compare', path.join(work, 'exports', room_name, 'room.json'), path.join(elsewhere, 'room.json'), '-o', at('rooms.html'))) note('the rooms are not compared');
for (let i = 0; i < 6; i++) takes('-C', work, 'poster', 'make', codes[i + 2], '--format', 'svg', '--size', ['a4', 'a5', 'card'][i % 3], '--contact', line(hostile[7 * i], 60), '-o', at(`poster${i}.svg`));
takes('-C', work, 'poster', 'said', path.join(released, 'summary.json'), '--format', 'svg', '-o', at('said.svg'));
const out = [path.join(released, 'summary.html'), path.join(work, 'exports', room_name, 'room.html'), path.join(released, 'summary.json'), path.join(work, 'exports', room_name, 'room.json'),
	...['compared.html', 'rooms.html', 'said.svg', ...Array.from({ length: 6 }, (_, i) => `poster${i}.svg`)].map(at).filter((file) => fs.existsSync(file))];
ok(out.filter((file) => /\.svg$/.test(file)).length >= 5 && out.filter((file) => /\.html$/.test(file)).length >= 3, `${out.length} exported pages and pictures`);
const context = await browser.newContext();
watch.watch(context);
const reader = await context.newPage();
for (const file of out) await watch.visit(reader, `file://${file.split('/').map(encodeURIComponent).join('/')}`);
clock('exports');

// ---- what came of it -------------------------------------------------------------------------------------------------
const told = (list, words) => ok(!list.length, words) || note([...new Set(list)].slice(0, 25).join('\n'));
told(watch.bad, 'no dialog, no request, no report of a policy; no element, attribute, address, style or comment of theirs');
told(watch.altered, 'what stands beside a mark is what was written there: escaped once, and whole');
for (const kind of ['text', 'attribute', 'url', 'svg', 'json']) told(marks.filter((m) => !watch.found[kind].has(m)), `each of forty stands somewhere in: ${kind}`);
told(hostile.filter((_, i) => !watch.whole.has(i)).map((text) => text.slice(0, 60)), 'each is shown somewhere in full, as the text that it is');
await browser.close();
is(await desk.stop(), 0, 'the desk stops');
is(await door.stop(), 0, 'and the door');
fs.rmSync(dir, { recursive: true, force: true });
clock('the end');
done();
