-- What the one writer of an answers file may do.  No statement gives a box to anybody: the two
-- that read cells move them from slot to slot.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- Batch and id of the slots from one on: for looking where an id stands or would stand.
-- name: slot_from
SELECT place, substr(cell, 1, 20) FROM slot WHERE place >= :place ORDER BY place;

-- name: slot_get
SELECT cell FROM slot WHERE place = :place;

-- The new cell has the length of the old: SQLite then writes it over the old one, in place.
-- name: slot_put
UPDATE slot SET cell = :cell WHERE place = :place;

-- name: slot_new
INSERT INTO slot (place, cell) VALUES (:place, zeroblob(:length));

-- name: head_put
UPDATE head SET homes = :homes, slots = :slots, filled = :filled, open_batch = :open_batch,
	open_filled = :open_filled, day = :day, clean = :clean;

-- name: secret_get
SELECT ticket_key, draft_key, gone FROM secret;

-- name: secret_forget
UPDATE secret SET ticket_key = zeroblob(32), draft_key = zeroblob(32), gone = 1;
