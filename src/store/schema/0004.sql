-- canvass.db, version 4: notes of those who code comments.  Each is sealed to the recipients of its
-- survey and padded to whole 16 KiB: what was coded, and nearly how much, is not told.
-- Run when a workspace is made, and on an older one by the first command that writes.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: make_note
CREATE TABLE note (
	-- The survey whose comments are coded.
	survey TEXT NOT NULL REFERENCES survey (name),
	-- 0: the codebook; 1: what the first coder decided; 2: the second; 3: what both settled.
	kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),
	-- Themes, and which comment carries which: sealed to the survey's recipients.
	sealed BLOB NOT NULL CHECK (length(sealed) > 0),
	PRIMARY KEY (survey, kind)
) STRICT, WITHOUT ROWID;
