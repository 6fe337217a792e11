-- answers/<survey>.db, version 1: sealed answers in slots, and no order in them.
-- Each column's comment stands above it; docs/privacy.md is checked against them.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: make_head
CREATE TABLE head (
	-- Always 1: there is one row.
	one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
	-- The survey to which the file belongs.
	survey TEXT NOT NULL,
	-- Bytes of every sealed answer.
	box_len INTEGER NOT NULL CHECK (box_len > 0),
	-- Slots in which an answer's place can begin: a power of two.
	homes INTEGER NOT NULL CHECK (homes > 0),
	-- Slots in all: behind the homes lies a tail for answers that were pushed on.
	slots INTEGER NOT NULL CHECK (slots > homes),
	-- How many slots bear an answer.
	filled INTEGER NOT NULL CHECK (filled BETWEEN 0 AND slots),
	-- The number of the batch that takes answers now, from 1.
	open_batch INTEGER NOT NULL CHECK (open_batch > 0),
	-- How many answers are in that batch.
	open_filled INTEGER NOT NULL CHECK (open_filled BETWEEN 0 AND filled),
	-- The day of the last check whether the batch may close, in days since 1970, or -1.
	day INTEGER NOT NULL,
	-- 1: the file was closed in good order and not written since.
	clean INTEGER NOT NULL CHECK (clean IN (0, 1))
) STRICT;

-- The keys lie on a page of their own, so that the log does not copy them with each answer.
-- name: make_secret
CREATE TABLE secret (
	-- Always 1: there is one row.
	one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
	-- The key that turns a form's ticket into the place of its answer; zeros once destroyed.
	ticket_key BLOB NOT NULL CHECK (length(ticket_key) = 32),
	-- The key of unfinished answers, which lie in people's own pages; zeros once destroyed.
	draft_key BLOB NOT NULL CHECK (length(draft_key) = 32),
	-- 1: both keys are destroyed.
	gone INTEGER NOT NULL CHECK (gone IN (0, 1))
) STRICT;

-- name: make_slot
CREATE TABLE slot (
	-- The slot's number, from 0.
	place INTEGER NOT NULL PRIMARY KEY,
	-- The batch (4 bytes, 0: empty), the answer's id (16 bytes), the sealed answer, zeros.
	cell BLOB NOT NULL
) STRICT;
