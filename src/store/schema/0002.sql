-- canvass.db, version 2: the ledger, in which every release of a survey leaves one line.
-- Run when a workspace is made, and on a workspace of version 1 by the first command that writes.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: make_ledger
CREATE TABLE ledger (
	-- The survey of which something was released.
	survey TEXT NOT NULL REFERENCES survey (name),
	-- The release's number in its survey, from 1.
	number INTEGER NOT NULL CHECK (number >= 1),
	-- What was released, with its day and a hash of the line before: one line of JSON.
	line TEXT NOT NULL CHECK (line <> ''),
	PRIMARY KEY (survey, number)
) STRICT, WITHOUT ROWID;
