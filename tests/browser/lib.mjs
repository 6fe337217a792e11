// What the walks share: a test's lines, a browser, a workspace with a running door.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

export const build = process.env.TOP_BUILDDIR ?? process.cwd();
export const source = process.env.TOP_SRCDIR ?? process.cwd();
// Pictures are kept for review; the folder is named in the log.
export const pictures = path.join(build, 'tests/browser/pictures');

let run = 0;
let failed = 0;
export function ok(good, words) {
	run++;
	if (!good) failed++;
	console.log(`${good ? 'ok' : 'not ok'} ${run} - ${String(words).replace(/[#\n]/g, ' ')}`);
	return good;
}
export function note(words) {
	console.log(String(words).replace(/^/gm, '# '));
}
export function is(got, want, words) {
	if (!ok(got === want, words)) note(`got:  ${got}\nwant: ${want}`);
}
export function done() {
	console.log(`1..${run}`);
	process.exitCode = failed || !run ? 1 : 0;
}

export async function browser_open() {
	return chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
			'--disable-background-networking', '--disable-component-update', '--disable-sync'],
	});
}

// A workspace with one open survey and its door; close() ends the door and keeps the workspace.
export class Site {
	constructor(form) {
		this.dir = fs.mkdtempSync(path.join(os.tmpdir(), 'canvass-walk.'));
		this.work = path.join(this.dir, 'work');
		fs.writeFileSync(path.join(this.dir, 'pass'), 'correct horse battery staple\n', { mode: 0o600 });
		this.canvass('init', this.work);
		for (const key of ['team', 'spare'])
			this.canvass('key', 'new', path.join(this.dir, key), '--passphrase-file', path.join(this.dir, 'pass'));
		this.survey = this.canvass('-C', this.work, 'survey', 'open', path.join(source, form),
			'--wave', 'walk', '--to', path.join(this.dir, 'team.pub'), '--to', path.join(this.dir, 'spare.pub'),
			'--expected', '1500', '--unconfirmed').trim();
		this.code = this.canvass('-C', this.work, 'link', 'issue', this.survey).split('\t')[0];
		this.spare = this.canvass('-C', this.work, 'link', 'issue', this.survey).split('\t')[0]; // to be closed
	}
	canvass(...args) {
		return execFileSync(path.join(build, 'canvass'), args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
	}
	serve(more = {}) {
		const env = { ...process.env, ...more, CANVASS_FORCE: 'Test Constabulary', CANVASS_EXIT_URL: 'https://www.example.org/' };
		this.door = spawn(path.join(build, 'canvass'), ['-C', this.work, 'serve', '--listen', '127.0.0.1:0'], { env });
		const door = this.door;
		this.end = () => door.kill(); // also when a walk breaks off
		process.on('exit', this.end);
		this.door.stderr.on('data', (text) => note(text));
		return new Promise((resolve, reject) => {
			this.door.on('exit', (status) => reject(new Error(`serve ended with ${status}`)));
			this.door.stdout.on('data', (text) => {
				const found = /listening on (\S+)/.exec(text);
				if (found) {
					this.url = found[1];
					resolve(this.url);
				}
			});
		});
	}
	close() {
		return new Promise((resolve) => {
			process.removeListener('exit', this.end);
			this.door.removeAllListeners('exit');
			this.door.on('exit', resolve);
			this.door.kill('SIGTERM');
		});
	}
	// One line an answer, as tests/browser/opened.t.c prints it.
	opened() {
		this.canvass('-C', this.work, 'survey', 'close', this.survey);
		return execFileSync(path.join(build, 'tests/browser/opened.t'),
			[this.work, this.survey, path.join(this.dir, 'team'), path.join(this.dir, 'pass')],
			{ encoding: 'utf8' }).split('\n').filter(Boolean).sort();
	}
	remove() {
		fs.rmSync(this.dir, { recursive: true, force: true });
	}
}
