-- canvass.db, version 1: what the people who ask have decided.  Nothing of a respondent.
-- Each column's comment stands above it; docs/privacy.md is checked against them.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: make_survey
CREATE TABLE survey (
	-- The survey's name: form id, @, wave.
	name TEXT NOT NULL PRIMARY KEY,
	-- The text of the form, frozen when the survey was opened.
	form_text BLOB NOT NULL,
	-- A hash of that text.
	form_hash BLOB NOT NULL CHECK (length(form_hash) = 32),
	-- 0 waiting for its keys, 1 open, 2 closed.
	state INTEGER NOT NULL CHECK (state IN (0, 1, 2)),
	-- How many people could answer: the author's word.
	expected INTEGER NOT NULL CHECK (expected >= 0),
	-- 1: opened before every key was tried; a rehearsal, marked so on exports.
	unconfirmed INTEGER NOT NULL CHECK (unconfirmed IN (0, 1)),
	-- 1: its answers are invented, marked so on exports.
	invented INTEGER NOT NULL CHECK (invented IN (0, 1)),
	-- The day on which it opened, in days since 1970, or nothing.
	opened INTEGER,
	-- The day on which it closed, or nothing.
	closed INTEGER,
	-- Bytes of a page of its answers file.
	page_size INTEGER NOT NULL CHECK (page_size IN (4096, 8192, 16384, 32768)),
	-- Bytes of every sealed answer.
	box_len INTEGER NOT NULL CHECK (box_len > 0),
	-- Bytes of every answer before it is sealed.
	padded INTEGER NOT NULL CHECK (padded > 0),
	-- The key of the check words on its posters; it opens no answer.
	check_key BLOB NOT NULL CHECK (length(check_key) = 32)
) STRICT, WITHOUT ROWID;

-- name: make_recipient
CREATE TABLE recipient (
	-- The survey whose answers are sealed to this key.
	survey TEXT NOT NULL REFERENCES survey (name),
	-- Its number in the list of keys, from 0.
	number INTEGER NOT NULL CHECK (number BETWEEN 0 AND 7),
	-- The public half of the key.
	key BLOB NOT NULL CHECK (length(key) = 32),
	-- 1: its holder has shown that the secret half works.
	confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
	-- A sealed trial message, that the holder opens to show it.
	canary BLOB NOT NULL,
	-- A hash of what the trial message says.
	canary_hash BLOB NOT NULL CHECK (length(canary_hash) = 32),
	PRIMARY KEY (survey, number)
) STRICT, WITHOUT ROWID;

-- name: make_link
CREATE TABLE link (
	-- The code that a poster shows.
	code TEXT NOT NULL PRIMARY KEY CHECK (length(code) = 8),
	-- The survey to which it leads.
	survey TEXT NOT NULL REFERENCES survey (name),
	-- The name of the place where it hangs; empty for a general link.
	place TEXT NOT NULL,
	-- The place's number, drawn at random, which sealed answers bear; 0 for a general link.
	place_number INTEGER NOT NULL CHECK ((place_number = 0) = (place = '')),
	-- How many people work there: the author's word; nothing here counts visits.
	headcount INTEGER NOT NULL CHECK (headcount >= 0),
	-- 1: the code leads to a page that says so, and no further.
	closed INTEGER NOT NULL CHECK (closed IN (0, 1))
) STRICT, WITHOUT ROWID;

-- name: make_link_place
CREATE UNIQUE INDEX link_place ON link (survey, place) WHERE place <> '';

-- name: make_link_place_number
CREATE UNIQUE INDEX link_place_number ON link (survey, place_number) WHERE place_number <> 0;
