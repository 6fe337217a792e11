// A room in which everybody writes hostile texts: the facilitator, phones, the scribe; each face is
// looked at in each kind of step.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { createHash } from 'node:crypto';
import { note } from './lib.mjs';
import { canvass } from './desk.mjs';
import { plain, room_name } from './hostile_fill.mjs';
import { hostile } from './hostile_texts.mjs';

const room = `/rooms/${room_name}`;
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export function ticket(n) {
	const bits = BigInt(`0x${createHash('sha256').update(`phone ${n}`).digest('hex').slice(0, 32)}`) << 2n;
	return Array.from({ length: 26 }, (_, i) => digits[Number(bits >> BigInt(125 - 5 * i) & 31n)]).join('');
}

export class Room {
	constructor(lead, watch, page, door, code) {
		Object.assign(this, { lead, watch, page, url: `${door}/R/${code}`, kinds: [], thanked: {}, rulings: {} });
	}
	async act(name) {
		const page = await this.lead.get(room);
		const state = plain(/name="state" value="([^"]*)"/.exec(page.text)?.[1] ?? '');
		const reply = await this.lead.post(`${room}/act`, this.lead.token(page.text, `${room}/act`), { act: name, state });
		if (reply.status !== 303) note(`${name} gives ${reply.status}`);
	}
	// As a person does who is told that it could not be confirmed: sent again, it counts once.
	async say(step, n, fields) {
		const body = new URLSearchParams([['ticket', ticket(n)], ['step', step], ...fields, ['go', 'send']]);
		const said = this.thanked[this.kind] = this.thanked[this.kind] ?? { thanked: 0, refused: 0, again: 0 };
		for (let i = 0; i < 12; i++) {
			const reply = await fetch(this.url, { method: 'POST', body });
			const text = await reply.text();
			if (reply.status === 503) {
				said.again++;
				await new Promise((resolve) => setTimeout(resolve, 100));
				continue;
			}
			said[text.includes('Your answer is in') ? 'thanked' : 'refused']++;
			return;
		}
	}
	// Eight at a time, as phones come.
	async all(count, one) {
		for (let n = 0; n < count; n += 8) await Promise.all(Array.from({ length: Math.min(8, count - n) }, (_, k) => one(n + k)));
	}
	// The faces of the moment; what a phone gets for a refused answer is looked at as well.
	async look(replies = []) {
		const base = this.lead.base;
		for (const at of [room, `${room}/now`, `${room}/waiting`, `${room}/wall`, `${room}/wall/now`]) await this.watch.visit(this.page, base + at);
		for (const at of [this.url, `${this.url}?t=${ticket(1)}`]) await this.watch.visit(this.page, at);
		for (const fields of replies) await this.type(fields);
	}
	// A phone that types in Chromium.
	async type(fields) {
		const { page } = this;
		this.guest = (this.guest ?? 99) + 1; // one that has said nothing yet
		await page.goto(`${this.url}?t=${ticket(this.guest)}`);
		for (const [name, value] of fields) await page.locator(`[name="${name}"]:not([type=hidden])`).first().fill(value, { timeout: 2000 }).catch(() => note(`no field ${name}`));
		const send = page.locator('button[name=go][value=send]:not(.vh)');
		if (!await send.count()) return;
		await Promise.all([page.waitForEvent('load'), send.first().click()]);
		await this.watch.look(page);
	}
	async step_of() {
		const page = (await this.lead.get(room)).text;
		this.kind = plain(/<h2>([^<]*)<\/h2>/.exec(page)?.[1] ?? '').split(': ').pop();
		return Number(/step (\d+) of/.exec(page)?.[1] ?? 0);
	}
	async opened(step) {
		await this.act('open');
		for (let i = 0; i < 60; i++) {
			if ((await (await fetch(`${this.url}?t=${ticket(0)}`)).text()).includes(`name="step" value="${step}"`)) return;
			await new Promise((resolve) => setTimeout(resolve, 80));
		}
		note(`step ${step} did not open at the door`);
	}
	async settle(text) {
		for (let i = 0; i < 40; i++) {
			if ((await this.lead.get(`${room}/now`)).text.includes(text)) return;
			await new Promise((resolve) => setTimeout(resolve, 80));
		}
	}
	async rule(what, fields = () => ({})) {
		const page = (await this.lead.get(room)).text;
		const values = [...page.matchAll(new RegExp(`value="(${what}\\.[^"]*)"`, 'g'))].map((m) => m[1]);
		if (!values.length) return false;
		const reply = await this.lead.post(`${room}/queue`, this.lead.token(page, `${room}/queue`), { do: values[0], ...fields(values[0]) });
		this.rulings[`${what} ${reply.status}`] = (this.rulings[`${what} ${reply.status}`] ?? 0) + 1;
		return reply.status === 303;
	}
	async words(step) {
		const tried = hostile.map((text) => [...text].slice(0, 40).join(''));
		await this.all(40, (n) => this.say(step, n, [['words', tried[n]]]));
		await this.settle(' of 14');
		await this.look([[['words', tried[0]]], [['words', tried[33]]], [['words', hostile[39]]]]);
		await this.act('reveal');
		for (let i = 0; i < 40 && await this.rule('show'); i++);
		await this.look();
	}
	async notes(step) {
		const cut = hostile.map((text) => [...text].slice(0, 280).join(''));
		await this.all(14, (n) => this.say(step, n, [['note', cut[3 * n]], ['note_2', cut[3 * n + 1] ?? 'x'], ['note_3', cut[3 * n + 2] ?? 'y']]));
		await this.settle(' of 14');
		await this.look([[['note', hostile[39]], ['note_2', cut[4]]], [['note', cut[0]], ['note_2', hostile[39]]]]);
		await this.lead.send(room, `${room}/scribe`, { state: plain(/name="state" value="([^"]*)"/.exec((await this.lead.get(room)).text)[1]), note: cut[8] });
		await this.act('reveal');
		for (let i = 0; i < 3; i++) await this.rule('edit', (value) => ({ [`text_${value.split('.')[2]}`]: cut[11 * i] }));
		await this.rule('hold');
		for (let i = 0; i < 8; i++) await this.rule('clean');
		for (let i = 0; i < 60 && await this.rule('show'); i++);
		await this.look();
	}
	async dots(step) {
		const page = await (await fetch(`${this.url}?t=${ticket(0)}`)).text();
		const ids = [...page.matchAll(/name="dot" value="([0-9a-f]*)"/g)].map((m) => m[1]);
		await this.all(42, (n) => this.say(step, n, [0, 14, 27].map((k) => ['dot', ids[(n + k) % ids.length]])));
		await this.settle(' of 14');
		await this.act('reveal');
		await this.look();
	}
	async choices(step) {
		const page = await (await fetch(`${this.url}?t=${ticket(0)}`)).text();
		const names = [...new Set([...page.matchAll(/type="radio"[^>]*name="([^"]*)"|name="([^"]*)"[^>]*type="radio"/g)].map((m) => m[1] ?? m[2]))];
		await this.all(8, (n) => this.say(step, n, names.map((name) => [name, ['yes', 'no', 'may'][n % 3]])));
		await this.settle(' of 14');
		await this.look();
		await this.act('reveal');
		await this.look();
	}
	async read_back(step) {
		await this.lead.send(room, `${room}/summary`, { step, summary: hostile.slice(0, 39).join('\n'), approved: 'yes' });
		await this.look();
	}
	async lead_it() {
		await this.look();
		await this.lead.send(room, `${room}/hands`, { hands: hostile[0] });
		await this.lead.send(room, `${room}/hands`, { hands: '14' });
		await this.act('start');
		for (let i = 0; i < 30; i++) {
			const step = await this.step_of();
			this.kinds.push(this.kind);
			const does = { 'Warm-up': 'choices', Votes: 'choices', Vote: 'choices', Scorecard: 'choices', Words: 'words', Notes: 'notes', 'Dot votes': 'dots' }[this.kind];
			if (does) {
				await this.opened(step);
				await this[does](step);
				await this.act('shut');
			} else if (this.kind === 'Read back') await this.read_back(step);
			else await this.look();
			if (this.kind === 'Words') {
				await this.act('pause');
				await this.look();
				await this.act('resume');
			}
			if (this.kind === 'Closing') break;
			await this.act('next');
		}
	}
	async record(tally) {
		for (const [i, text] of hostile.entries()) {
			const cut = [...text].slice(0, 400).join('');
			tally('quote', await this.lead.send(`${room}/record`, `${room}/quotes`, { quote: cut, approved: 'yes', step: i % 2 ? 3 : 4 }));
			tally('action', await this.lead.send(`${room}/record`, `${room}/actions`, { action: cut, department: [...text].slice(0, 80).join(''), quarter: [...hostile[(i + 5) % 40]].slice(0, 20).join(''), step: i % 2 ? 3 : 0 }));
		}
		const page = (await this.lead.get(`${room}/record`)).text;
		const ideas = [...new Set([...page.matchAll(/name="(b_[0-9a-f]*)"/g)].map((m) => m[1]))];
		tally('buckets', await this.lead.post(`${room}/buckets`, this.lead.token(page, `${room}/buckets`), Object.fromEntries(ideas.map((name, i) => [name, i % 3 + 1]))));
		return ideas.length;
	}
}

export function open_room(work, at) {
	return canvass('-C', work, 'room', 'open', `${work}/forms/hostile.guide.yaml`, '--key', at('one.key.pub'), '--name', 'r').split('\t')[0];
}
