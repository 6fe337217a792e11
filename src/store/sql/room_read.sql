-- Rooms, which a workspace under version 6 has not: for the door, the desk and the commands.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: room_get
SELECT name, code, form_hash, recipients, closed, invented, opened, closed_day, padded, box_len,
	page_size, phase, step, hands, version, guide_text, form_text
FROM room WHERE name = :name;

-- The same without its texts.
-- name: room_brief
SELECT name, code, form_hash, recipients, closed, invented, opened, closed_day, padded, box_len,
	page_size, phase, step, hands, version
FROM room WHERE name = :name;

-- name: room_names
SELECT name FROM room ORDER BY name;

-- name: room_code
SELECT name FROM room WHERE code = :code;

-- name: room_steps
SELECT number, state, revealed, enough, shown FROM room_step WHERE room = :room ORDER BY number;

-- name: room_steps_brief
SELECT number, state, revealed, enough FROM room_step WHERE room = :room ORDER BY number;

-- name: room_items
SELECT id, kind, step, text, note, number, rank FROM room_item
WHERE room = :room ORDER BY kind, step, id;
