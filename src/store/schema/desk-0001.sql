-- desk.db, version 1: people at the desk and what they did there.  Nothing of a respondent.
-- Each column's comment stands above it; docs/privacy.md is checked against them.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: make_person
CREATE TABLE person (
	-- The name with which somebody signs in to the desk.
	name TEXT NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 40),
	-- What this person may do, a bit for each role.
	roles INTEGER NOT NULL CHECK (roles BETWEEN 1 AND 15),
	-- 1: cannot sign in any more.
	disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)),
	-- 1: has chosen a passphrase and set up a code generator.
	enrolled INTEGER NOT NULL CHECK (enrolled IN (0, 1)),
	-- A slow hash of the passphrase (Argon2id); empty until there is one.
	password TEXT NOT NULL,
	-- The secret of the code generator, 20 bytes; zeros until there is one.
	totp BLOB NOT NULL CHECK (length(totp) = 20),
	-- The half-minute whose code was used last, so that each is used once.
	totp_last INTEGER NOT NULL CHECK (totp_last >= 0),
	-- A hash of the invitation's token; zeros: none is out.
	invite BLOB NOT NULL CHECK (length(invite) = 32),
	-- The last day of the invitation, in days since 1970.
	invite_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- name: make_person_scope
CREATE TABLE person_scope (
	-- A person who may not see everything.
	person TEXT NOT NULL REFERENCES person (name),
	-- A survey or room that this person may see.
	name TEXT NOT NULL,
	PRIMARY KEY (person, name)
) STRICT, WITHOUT ROWID;

-- name: make_act
CREATE TABLE act (
	-- A number, in the order of what was done at the desk.
	number INTEGER NOT NULL PRIMARY KEY,
	-- When somebody at the desk did it, in seconds since 1970.
	at INTEGER NOT NULL,
	-- Who at the desk did it.
	person TEXT NOT NULL,
	-- What was done: signed in, closed, released.
	act TEXT NOT NULL,
	-- The survey, room or person that it was done to, or nothing.
	subject TEXT NOT NULL,
	-- A few words more, or nothing.
	words TEXT NOT NULL
) STRICT;

-- name: make_proposal
CREATE TABLE proposal (
	-- Its number, from 1.
	number INTEGER NOT NULL PRIMARY KEY,
	-- The survey of which something is to be released.
	survey TEXT NOT NULL,
	-- Who at the desk proposed it.
	by TEXT NOT NULL,
	-- What is to be released: formats and folder, as JSON.
	wanted TEXT NOT NULL,
	-- A hash of the draft that was looked at.
	digest TEXT NOT NULL CHECK (length(digest) = 64),
	-- 0 waits for a second person, 1 confirmed, 2 refused.
	state INTEGER NOT NULL CHECK (state IN (0, 1, 2)),
	-- Who at the desk confirmed or refused it, or nothing.
	second TEXT NOT NULL,
	-- When it was proposed, in seconds since 1970.
	at INTEGER NOT NULL
) STRICT;

-- name: make_timer
CREATE TABLE timer (
	-- The room whose facilitator set it.
	room TEXT NOT NULL PRIMARY KEY,
	-- When it ends, in seconds since 1970; 0: it stands still.
	ends INTEGER NOT NULL,
	-- Seconds that are left while it stands still.
	left INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
