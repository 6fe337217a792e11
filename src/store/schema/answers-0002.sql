-- answers/<survey>.db, version 2: print runs of slips, each slip good for one answer.
-- Made with the file, or into an older one by its first print run.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: make_slip
CREATE TABLE slip (
	-- The slip's number, from 0: print runs in turn, and inside a run the order of its hashes.
	place INTEGER NOT NULL PRIMARY KEY,
	-- Its run (4 bytes) and a keyed hash of its code (16 bytes); zeros once used or withdrawn.
	cell BLOB NOT NULL
) STRICT;

-- name: make_slip_run
CREATE TABLE slip_run (
	-- The print run's number, from 1.
	number INTEGER NOT NULL PRIMARY KEY,
	-- How many slips were printed in it.
	slips INTEGER NOT NULL CHECK (slips > 0),
	-- 1: what was left of it was withdrawn.
	withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1))
) STRICT;
