// The room of the quarter: a facilitator leads it from the desk, the wall hangs in a window of its
// own, forty phones act.
// SPDX-License-Identifier: AGPL-3.0-or-later
import fs from 'node:fs';
import path from 'node:path';
import { is, note, ok } from './lib.mjs';
import { PlainPhone, Person, canvass, until } from './desk.mjs';

const with_browser = 3;
const without = 37;
const note_writers = 5; // each with an idea of its own; the others pass

class Room {
	constructor(quarter, lead, wall, name) {
		Object.assign(this, { quarter, lead, wall, path: `/rooms/${name}`, handled: [] });
	}
	// Each kind of step once: the next one of a kind has other words, and the same page.
	look(page, name) {
		return this.quarter.eyes.look(page, name.replace(this.theme ?? '', ''));
	}
	async act(words) {
		await this.lead.press(words);
	}
	heading() {
		return this.lead.page.locator('.left h2').first().innerText();
	}
	// Where scripts are off the wall is loaded anew: it refreshes by itself each five seconds.
	async wall_shows(text, words) {
		const has = async () => {
			if (!this.quarter.scripts) await this.wall.reload();
			const got = await this.wall.locator('body').innerText();
			return text instanceof RegExp ? text.test(got) : got.includes(text);
		};
		if (!await until(has, words)) note(await this.wall.locator('body').innerText());
	}
	async lead_shows(text, words) {
		const has = async () => {
			if (!this.quarter.scripts) await this.lead.page.reload();
			return (await this.lead.text()).match(text);
		};
		if (!await until(has, words)) note(await this.lead.text());
	}
	// Opens the step, waits until phones see it, has them say what `fields` gives each.
	async collect(what, fields) {
		await this.act('Open for phones');
		await this.look(this.lead.page, `lead-${what}-open`);
		const first = this.browsers[0].page;
		const latest = async (page) => Promise.all([page.waitForEvent('load'), page.getByRole('link', { name: 'Show the latest' }).click()]);
		await until(async () => { await latest(first); return first.locator('input[name=step]').count(); }, `${what}: phones can answer`);
		const step = await first.locator('input[name=step]').first().getAttribute('value');
		await this.look(first, `phone-room-${what}`);
		await this.wall_shows('Collecting answers', `${what}: the wall says that answers come in`);
		await this.look(this.wall, `wall-${what}-collecting`);
		const sent = [];
		for (const [n, { page }] of this.browsers.entries()) {
			const mine = await fields(n, first);
			if (!mine) continue;
			if (page !== first) await latest(page);
			for (const [name, values] of Object.entries(mine)) for (const value of [values].flat()) {
				const option = page.locator(`input[name="${name}"][value="${value}"]`);
				if (await option.count()) await option.check();
				else await page.locator(`[name="${name}"]:not([type=hidden])`).fill(value);
			}
			await Promise.all([page.waitForEvent('load'), page.locator('button[name=go][value=send]:not(.vh)').click()]);
			sent.push((await page.locator('main').innerText()).includes('Your answer is in'));
			if (page === first) await this.look(page, `phone-room-${what}-sent`);
		}
		sent.push(...await Promise.all(this.plain.map(async (phone, n) => {
			const mine = await fields(with_browser + n, first);
			return mine && phone.say(step, mine);
		})));
		const wanted = (await Promise.all([...Array(with_browser + without).keys()].map((n) => fields(n, first)))).filter(Boolean).length;
		is(sent.filter(Boolean).length, wanted, `${what}: ${wanted} phones are thanked`);
		return wanted;
	}
	async shut_and_show(what) {
		await this.act('Show the results');
		await this.look(this.lead.page, `lead-${what}-shown`);
		await this.act('Shut the answers');
	}
	async phone_sees(what, text) {
		const { page } = this.browsers[0];
		await until(async () => {
			await Promise.all([page.waitForEvent('load'), page.getByRole('link', { name: 'Show the latest' }).click()]);
			return (await page.locator('main').innerText()).includes(text);
		}, `${what}: phones see "${text}"`);
		await this.look(page, `phone-room-${what}-seen`);
	}

	// ---- one function a kind of step -------------------------------------------------------
	async warm_up(what) {
		const { page } = this.lead;
		const options = new Map();
		const n = await this.collect(what, async (i, first) => {
			if (!options.size) for (const o of await first.locator('input[name=vote]').all()) options.set(options.size, await o.getAttribute('value'));
			return { vote: options.get(i % options.size) };
		});
		await this.lead_shows(new RegExp(`${n} of 40 have answered`), `${what}: the lead sees that all have answered`);
		ok(!/\b14\b/.test(await this.wall.locator('body').innerText()), `${what}: the wall shows no number before the lead does`);
		await this.shut_and_show(what);
		await until(async () => { if (!this.quarter.scripts) await this.wall.reload(); return this.wall.locator('svg:not(.qr), .bar').count(); }, `${what}: the wall shows the vote`);
		await this.look(this.wall, `wall-${what}-shown`);
		await this.look(page, `lead-${what}-shut`);
	}
	async words(what) {
		const some = ['care', 'tea', 'somebody rings', 'a plan'];
		await this.collect(what, (i) => ({ words: i === 20 ? 'ask Tom Baker' : some[i % 4 && i % 3] }));
		await this.lead_shows(/Baker/, `${what}: a name waits`);
		await this.look(this.lead.page, `lead-${what}-waiting`);
		await this.queue('hold', 'Tom Baker');
		await this.shut_and_show(what);
		await this.wall_shows('somebody rings', `${what}: the wall has the cloud`);
		ok(!(await this.wall.locator('body').innerText()).includes('Baker'), `${what}: without the name`);
		await this.look(this.wall, `wall-${what}-shown`);
		await this.phone_sees(what, 'care');
	}
	async notes(what) {
		const idea = (i) => (i === 4 ? 'Sergeant Tom Baker 4711 never rang me' : [`${what}: ring the next day`, `${what}: somebody to talk to`, `${what}: relieve them at once`, `${what}: go along to court`][i]);
		await this.collect(what, (i) => (i < note_writers ? { note: idea(i) } : null));
		await this.lead_shows(/Baker/, `${what}: notes wait`);
		ok(await this.lead.page.locator('.right mark').count() > 0, `${what}: with the words marked that tell who it is`);
		await this.look(this.lead.page, `lead-${what}-waiting`);
		await this.queue('clean', 'Baker');
		for (let i = 0; i < 3; i++) await this.queue('show', idea(i));
		await this.queue('hold', idea(3));
		await this.look(this.lead.page, `lead-${what}-approved`);
		await this.act('Show the results');
		await this.wall_shows(idea(0), `${what}: the wall has what was approved`);
		await this.wall_shows('never rang me', `${what}: and what was redacted`);
		const wall = await this.wall.locator('body').innerText();
		ok(!wall.includes('Baker') && !wall.includes(idea(3)), `${what}: and nothing else`);
		await this.look(this.wall, `wall-${what}-shown`);
		const scribes = !this.scribed;
		if (scribes) {
			this.scribed = true;
			await this.lead.open('Type for somebody');
			await this.lead.page.locator('textarea[name=note]').fill('Said to the scribe');
			await this.look(this.lead.page, `lead-${what}-scribe`);
			await this.act('Put it in');
		}
		// One that came alone waits for others, or for the end, so that nobody sees who wrote it.
		await this.act('Shut the answers');
		if (scribes) {
			await this.lead_shows(/Said to the scribe/, `${what}: what the scribe typed waits with the others`);
			await this.queue('show', 'Said to the scribe');
		}
		await this.phone_sees(what, 'never rang me');
	}
	async queue(what, text) {
		const item = this.lead.page.locator('.right li', { has: this.lead.page.locator('.said', { hasText: text }) });
		await Promise.all([this.lead.page.waitForEvent('load'), item.first().locator(`button[value^="${what}."]`).first().click()]);
	}
	async dots(what) {
		let ideas;
		await this.collect(what, async (i, first) => {
			ideas ??= await Promise.all((await first.locator('input[name=dot]').all()).map((o) => o.getAttribute('value')));
			return { dot: i % 3 ? [ideas[0], ideas[1]] : [ideas[1]] };
		});
		await this.shut_and_show(what);
		await this.wall_shows('40', `${what}: votes are counted on the wall`);
		await this.look(this.wall, `wall-${what}-shown`);
		await this.phone_sees(what, 'rang');
	}
	async scorecard(what) {
		let cards;
		await this.collect(what, async (i, first) => {
			if (!cards) {
				const all = await first.locator('input[type=radio]').evaluateAll((list) => list.map((e) => [e.name, e.value]));
				cards = new Map();
				for (const [name, value] of all) cards.set(name, [...cards.get(name) ?? [], value]);
			}
			return Object.fromEntries([...cards].map(([name, values], k) => [name, values[(i + k) % values.length]]));
		});
		await this.shut_and_show(what);
		await until(async () => { if (!this.quarter.scripts) await this.wall.reload(); return this.wall.locator('svg:not(.qr), .bar, table').count(); }, `${what}: the wall shows the scorecard`);
		await this.look(this.wall, `wall-${what}-shown`);
		await this.phone_sees(what, 'kept informed');
	}
	async read_back(what) {
		const { page } = this.lead;
		await page.locator('textarea[name=summary]').fill(`People want to be rung. (${what})`);
		await page.locator('input[name=approved]').check();
		await this.act('Keep the summary');
		await this.wall_shows(`People want to be rung. (${what})`, `${what}: the summary stands on the wall`);
		await this.look(this.wall, `wall-${what}`);
		await this.look(page, `lead-${what}`);
	}
	async talk(what) {
		if (what.startsWith('closing')) await this.wall_shows('What we take with us is read to you now', 'the wall closes');
		else if (!this.quarter.scripts) await this.wall.reload();
		await this.look(this.wall, `wall-${what}`);
		await this.look(this.lead.page, `lead-${what}`);
	}
	async step() {
		const heading = (await this.heading()).trim();
		const kind = heading.split(': ').pop();
		const theme = heading.split(': ')[0].split(/\W/)[0];
		const name = `${theme}-${kind}`.toLowerCase().replace(/[^a-z]+/g, '-');
		const does = { 'Warm-up': 'warm_up', Words: 'words', Notes: 'notes', 'Dot votes': 'dots', Scorecard: 'scorecard', 'Read back': 'read_back' }[kind];
		this.theme = `${name.slice(0, name.length - kind.length)}`;
		this.handled.push(kind);
		await this[does ?? 'talk'](name);
		this.quarter.clock(name);
		return kind;
	}
}

async function phone_open(quarter, url, n) {
	const context = await quarter.browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: quarter.scripts, locale: 'en-GB' });
	quarter.eyes.watch(context, [() => quarter.door.url]);
	const page = await context.newPage();
	await page.goto(url);
	if (!n) await quarter.eyes.look(page, 'phone-room-join');
	const join = page.locator('form button:not(.vh)').last();
	await Promise.all([page.waitForEvent('load'), join.click()]);
	if (!n) await quarter.eyes.look(page, 'phone-room-waits');
	return { context, page };
}

export async function lead_room(quarter) {
	const { work, at, desk, door, clock } = quarter;
	const guide = path.join(work, 'forms/hampshire-peer-review.guide.yaml');
	const [code, , name] = canvass('-C', work, 'room', 'open', guide, '--key', at('room.key.pub'), '--name', 'autumn').trim().split('\t');
	const lead = await Person.join(quarter, 'fay', 'facilitator');
	await lead.go('/', 'home-facilitator');
	await lead.go('/rooms', 'rooms');
	await lead.has(name, 'the facilitator finds the room');
	await lead.go(`/rooms/${name}`, 'lead-locked');
	await lead.unlock('room.key', 'unlock-facilitator');
	await lead.go(`/rooms/${name}`, 'lead-gather');
	// A window of its own, as on a projector: what lies behind another is slowed down by browsers.
	const window = await quarter.browser.newContext({ viewport: { width: 1280, height: 800 }, javaScriptEnabled: quarter.scripts, storageState: await lead.context.storageState() });
	quarter.eyes.watch(window, [() => desk.url]);
	const wall = await window.newPage();
	await wall.goto(`${desk.url}/rooms/${name}/wall`);
	const room = new Room(quarter, lead, wall, name);
	await room.look(wall, 'wall-gather');
	await room.wall_shows(`${code.slice(0, 4)} ${code.slice(4)}`, 'the wall shows the code');
	const url = `${door.url}/R/${code}`;
	room.browsers = [];
	for (let n = 0; n < with_browser; n++) room.browsers.push(await phone_open(quarter, url, n));
	room.plain = Array.from({ length: without }, () => new PlainPhone(url));
	await Promise.all(room.plain.map((phone) => phone.join()));
	await lead.page.locator('#hands').fill('40');
	await room.act('Note them');
	await room.act('Start the room');
	clock('the room begins');
	for (let step = 0; step < 40; step++) {
		const kind = await room.step();
		if (kind === 'Closing') break;
		if (kind === 'Words') await pause(room);
		await room.act(/^Next/);
	}
	is(['Warm-up', 'Words', 'Notes', 'Dot votes', 'Scorecard', 'Read back', 'Closing'].filter((kind) => !room.handled.includes(kind)).join(), '', 'each kind of step was led');
	note(room.handled.join(', '));
	clock('all steps are led');
	await keep_record(room);
	await end(room, code, name);
}

async function pause(room) {
	await room.act('Pause the room');
	await room.wall_shows('We pause.', 'the pause word covers the wall');
	await room.look(room.wall, 'wall-pause');
	await room.look(room.lead.page, 'lead-pause');
	await room.phone_sees('pause', 'pause');
	await room.act('Carry on');
}

async function keep_record(room) {
	const { lead } = room;
	const { page } = lead;
	await lead.go(`${room.path}/record`, 'record');
	await lead.open('Ideas, into buckets');
	const groups = page.locator('fieldset.bucket');
	await groups.nth(0).getByLabel('What works').check();
	await groups.nth(1).getByLabel('Concern').check();
	const works = (await groups.nth(0).locator('legend').innerText()).trim();
	await room.look(page, 'record-buckets');
	await room.act('Keep the buckets');
	await page.locator('#quote').fill('They were there at once.');
	await page.locator('#quote-step').selectOption({ label: 'Post-assault supervision and aftercare' });
	await page.locator('form', { has: page.locator('#quote') }).locator('input[name=approved]').check();
	await room.act('Keep the quote');
	await lead.has('They were there at once.', 'a quote that the room approved is kept');
	await page.locator('#action').fill('Ring everybody within a day');
	await page.locator('#department').fill('Response');
	await page.locator('#quarter').fill('2027 Q1');
	await room.act('Keep the action');
	await lead.has('2027 Q1', 'an action with department and quarter');
	await room.look(page, 'record-kept');
	await lead.go(`${room.path}/grid`, 'grid');
	await lead.has(works, 'an idea stands in the theme grid');
	await lead.go(`${room.path}/script`, 'script');
}

async function end(room, code, name) {
	const { quarter, lead } = room;
	await lead.go(room.path);
	await lead.open('End the room');
	await room.look(lead.page, 'lead-end');
	await room.act('End the room for good');
	await room.wall_shows('This room is closed.', 'the room ends, and the wall says so');
	await room.look(room.wall, 'wall-over');
	await room.look(lead.page, 'lead-over');
	await lead.go('/rooms', 'rooms-over');
	await until(async () => (await fetch(`${quarter.door.url}/R/${code}`)).status === 410, 'its code leads nowhere');
	const { page } = room.browsers[0];
	quarter.eyes.expect(/\/R\/.*410/);
	await Promise.all([page.waitForEvent('load'), page.getByRole('link', { name: 'Show the latest' }).click()]);
	await room.look(page, 'phone-room-over');
	for (const { context } of room.browsers) await context.close();
	await room.wall.context().close();
	await lead.go(`${room.path}/report`, 'room-leaves');
	await lead.has('Ring everybody within a day', 'the facilitator sees what leaves');
	await lead.go(`${room.path}/files`, 'room-files');
	await lead.go('/compare-rooms', 'compare-rooms');
	canvass('-C', quarter.work, 'room', 'export', name);
	const file = path.join(quarter.work, 'exports', name, 'room.json');
	const said = JSON.parse(fs.readFileSync(file, 'utf8'));
	const text = JSON.stringify(said);
	ok(text.includes('Ring everybody within a day') && text.includes('They were there at once.') && text.includes('never rang me'), 'the room is exported with actions, quotes and ideas') || note(text);
	ok(!text.includes('Baker') && !text.includes('go along to court') && !/"(n|count|votes)":\s*\d/.test(text), 'without names, without what was held back, without numbers') || note(text);
}
