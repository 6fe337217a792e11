-- canvass.db, version 6: rooms of focus groups: what was opened, where each stands, and what was
-- shown in it.  What phones said is not here but sealed in answers files, one for each step.
-- Run when a workspace is made, and on an older one by the first command that writes.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: make_room
CREATE TABLE room (
	-- The room's name: guide id, @, label.
	name TEXT NOT NULL PRIMARY KEY,
	-- The code by which phones join.
	code TEXT NOT NULL UNIQUE CHECK (length(code) = 8),
	-- The text of the guide, frozen when the room was opened.
	guide_text BLOB NOT NULL,
	-- The text of the form by which the guide goes, frozen with it.
	form_text BLOB NOT NULL,
	-- A hash of the form's text.
	form_hash BLOB NOT NULL CHECK (length(form_hash) = 32),
	-- The public halves of the room's keys, 32 bytes each.
	recipients BLOB NOT NULL CHECK (length(recipients) BETWEEN 32 AND 256),
	-- 1: ended for good.
	closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
	-- 1: a rehearsal, marked so on what leaves.
	invented INTEGER NOT NULL CHECK (invented IN (0, 1)),
	-- The day on which it was opened, in days since 1970, or nothing.
	opened INTEGER,
	-- The day on which it ended, or nothing.
	closed_day INTEGER,
	-- Bytes of every contribution before it is sealed.
	padded INTEGER NOT NULL CHECK (padded > 0),
	-- Bytes of every sealed contribution.
	box_len INTEGER NOT NULL CHECK (box_len > 0),
	-- Bytes of a page of its answers files.
	page_size INTEGER NOT NULL CHECK (page_size IN (4096, 8192, 16384, 32768)),
	-- 0 gathering, 1 running, 2 paused, 3 over.
	phase INTEGER NOT NULL CHECK (phase BETWEEN 0 AND 3),
	-- The number of the step at which the room is, 0: none yet.
	step INTEGER NOT NULL CHECK (step BETWEEN 0 AND 102),
	-- How many people in the room raised a hand for taking part, as the facilitator counted.
	hands INTEGER NOT NULL CHECK (hands >= 0),
	-- Goes up with each change, so that two who change it at once notice.
	version INTEGER NOT NULL CHECK (version >= 1)
) STRICT, WITHOUT ROWID;

-- name: make_room_step
CREATE TABLE room_step (
	-- The room.
	room TEXT NOT NULL REFERENCES room (name),
	-- The step's number, from 1.
	number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 102),
	-- 0 not opened, 1 phones may answer, 2 no more answers.
	state INTEGER NOT NULL CHECK (state IN (0, 1, 2)),
	-- 1: the facilitator shows its results.
	revealed INTEGER NOT NULL CHECK (revealed IN (0, 1)),
	-- 1: so many people have answered that results may be shown.
	enough INTEGER NOT NULL CHECK (enough IN (0, 1)),
	-- The results as they are shown in the room: one line of JSON, or nothing.
	shown TEXT,
	PRIMARY KEY (room, number)
) STRICT, WITHOUT ROWID;

-- name: make_room_item
CREATE TABLE room_item (
	-- The room.
	room TEXT NOT NULL REFERENCES room (name),
	-- Drawn at random; of a decision, a name of what is decided on that only the room's key leads to.
	id BLOB NOT NULL CHECK (length(id) = 16),
	-- 0 an idea as it was shown, 1 a decision on what to show, 2 a summary that was read back, 3 an
	-- action, 4 a quote that the room approved.
	kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 4),
	-- The step that it belongs to, 0: the room as a whole.
	step INTEGER NOT NULL CHECK (step BETWEEN 0 AND 102),
	-- What it says, as it was approved; nothing for a decision.
	text TEXT NOT NULL,
	-- More about it: department and quarter of an action.
	note TEXT NOT NULL,
	-- An idea's heading, a decision, or 1 for a summary that was approved.
	number INTEGER NOT NULL CHECK (number >= 0),
	-- The place of an idea in the order of votes, 0: none.
	rank INTEGER NOT NULL CHECK (rank >= 0),
	PRIMARY KEY (room, id)
) STRICT, WITHOUT ROWID;
