-- What may be read of an answers file: by the desk and the commands, and by the writer itself
-- when it opens, checks or enlarges it.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: head_get
SELECT survey, box_len, homes, slots, filled, open_batch, open_filled, day, clean FROM head;

-- name: secret_gone
SELECT gone FROM secret;

-- name: slot_all
SELECT place, cell FROM slot ORDER BY place;

-- For readers, who go on where they were.
-- name: slot_onward
SELECT place, cell FROM slot WHERE place >= :place ORDER BY place;
