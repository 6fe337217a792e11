-- What the desk and the commands change in rooms.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: room_add
INSERT INTO room (name, code, guide_text, form_text, form_hash, recipients, closed, invented,
	opened, closed_day, padded, box_len, page_size, phase, step, hands, version)
VALUES (:name, :code, :guide_text, :form_text, :form_hash, :recipients, :closed, :invented,
	:opened, :closed_day, :padded, :box_len, :page_size, :phase, :step, :hands, 1);

-- name: room_head
UPDATE room SET phase = :phase, step = :step, hands = :hands, closed = :closed,
	closed_day = :closed_day
WHERE name = :name;

-- name: room_version
UPDATE room SET version = :version WHERE name = :name;

-- name: room_step_put
INSERT INTO room_step (room, number, state, revealed, enough, shown)
VALUES (:room, :number, :state, :revealed, :enough, :shown)
ON CONFLICT (room, number) DO UPDATE SET state = excluded.state, revealed = excluded.revealed,
	enough = excluded.enough, shown = excluded.shown;

-- name: room_item_put
INSERT INTO room_item (room, id, kind, step, text, note, number, rank)
VALUES (:room, :id, :kind, :step, :text, :note, :number, :rank)
ON CONFLICT (room, id) DO UPDATE SET kind = excluded.kind, step = excluded.step,
	text = excluded.text, note = excluded.note, number = excluded.number, rank = excluded.rank;

-- name: room_item_remove
DELETE FROM room_item WHERE room = :room AND id = :id;
