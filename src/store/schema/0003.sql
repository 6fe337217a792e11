-- canvass.db, version 3: ticks, with which recipients pass quotes.  Sealed to the recipients of
-- their survey, all of one length, and named at random: who ticked what, and when, is not told.
-- Run when a workspace is made, and on an older one by the first command that writes.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: make_tick
CREATE TABLE tick (
	-- A number drawn at random, so that rows stand in no order.
	id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
	-- The survey whose quotes are ticked.
	survey TEXT NOT NULL REFERENCES survey (name),
	-- Which quote, by whom and in which wording: sealed to the survey's recipients.
	sealed BLOB NOT NULL CHECK (length(sealed) > 0)
) STRICT, WITHOUT ROWID;
